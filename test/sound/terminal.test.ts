import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { helloPath } from '../support/sounds'
import { openTerminal, type Terminal, terminalMissing } from '../support/terminal'
import { soundCardMissing, startVirtualSoundCard, type VirtualSoundCard } from '../support/virtual-sound-card'

const missing = soundCardMissing() ?? terminalMissing()

describe.skipIf(missing !== undefined)(`talking in a terminal${missing === undefined ? '' : ` (${missing})`}`, () => {
  let card: VirtualSoundCard
  beforeAll(async () => {
    card = await startVirtualSoundCard()
  })
  afterAll(() => card.stop())

  const talk = ['talk', '--endpoint', 'demo', '--mode', 'ptt']

  /** Talks in a terminal of its own until it ends. Both tests do so at once: what they hear of each other is no matter. */
  const inTerminal = (test: (terminal: Terminal) => Promise<void>) => async (): Promise<void> => {
    const terminal = openTerminal(talk, card.env)
    try {
      await test(terminal)
    } finally {
      terminal.close()
    }
  }

  it.concurrent(
    'latches by Space where no key releases are reported, takes typed lines too, and ends with Ctrl+C',
    inTerminal(async (terminal) => {
      await terminal.shows('Hold Space')
      terminal.type(' ')
      await card.speak(helloPath)
      terminal.type(' ')
      await terminal.shows(/Parley +This is what I heard/)
      terminal.type('What is 2 + 3?\r')
      await terminal.shows('2 + 3 is 5')
      terminal.type('\u0003')
      expect(await terminal.ended).toBe(0)
    }),
  )

  it.concurrent(
    'talks while Space is held where releases are reported',
    inTerminal(async (terminal) => {
      await terminal.shows('Hold Space')
      terminal.type('\u001b[?27u\u001b[32;1:1u')
      await card.speak(helloPath)
      terminal.type('\u001b[32;1:3u')
      await terminal.shows(/You +\(\d\.\d seconds of speech\)/)
      await terminal.shows(/Parley +This is what I heard/)
      terminal.type('\u001b[99;5u')
      expect(await terminal.ended).toBe(0)
    }),
  )
})
