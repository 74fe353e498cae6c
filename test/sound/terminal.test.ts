import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openTerminal, type Terminal, terminalMissing } from '../support/terminal'
import { soundCardMissing, startVirtualSoundCard, type VirtualSoundCard } from '../support/virtual-sound-card'

const missing = soundCardMissing() ?? terminalMissing()
const speech = join(import.meta.dirname, '..', 'fixtures', 'hello.wav')

describe.skipIf(missing !== undefined)(`talking in a terminal${missing === undefined ? '' : ` (${missing})`}`, () => {
  let card: VirtualSoundCard
  beforeAll(async () => {
    card = await startVirtualSoundCard()
  })
  afterAll(() => card.stop())

  let terminal: Terminal | undefined
  afterEach(() => terminal?.close())

  const talk = ['talk', '--endpoint', 'demo', '--mode', 'ptt']

  it('latches by Space where no key releases are reported, takes typed lines too, and ends with Ctrl+C', async () => {
    terminal = openTerminal(talk, card.env)
    await terminal.shows('Hold Space')
    terminal.type(' ')
    await card.speak(speech)
    terminal.type(' ')
    await terminal.shows(/Parley +This is what I heard/)
    terminal.type('What is 2 + 3?\r')
    await terminal.shows('2 + 3 is 5')
    terminal.type('\u0003')
    expect(await terminal.ended).toBe(0)
  }, 60_000)

  it('talks while Space is held where releases are reported', async () => {
    terminal = openTerminal(talk, card.env)
    await terminal.shows('Hold Space')
    terminal.type('\u001b[?27u\u001b[32;1:1u')
    await card.speak(speech)
    terminal.type('\u001b[32;1:3u')
    await terminal.shows(/You +\(\d\.\d seconds of speech\)/)
    await terminal.shows(/Parley +This is what I heard/)
    terminal.type('\u001b[99;5u')
    expect(await terminal.ended).toBe(0)
  }, 60_000)
})
