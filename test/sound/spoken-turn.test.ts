import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { join } from 'node:path'
import { start } from '../support/command-line'
import { bestMatch } from '../support/correlation'
import { hello } from '../support/sounds'
import { soundCardMissing, startVirtualSoundCard, type VirtualSoundCard } from '../support/virtual-sound-card'

const missing = soundCardMissing()
const speech = join(import.meta.dirname, '..', 'fixtures', 'hello.wav')

/** The whole of Parley between a real (if virtual) microphone and a real speaker: PortAudio, socket, demo, PortAudio. */
describe.skipIf(missing !== undefined)(`a spoken turn${missing === undefined ? '' : ` (${missing})`}`, () => {
  let card: VirtualSoundCard

  beforeAll(async () => {
    card = await startVirtualSoundCard()
  })
  afterAll(() => card.stop())

  it('goes in through the microphone and comes out of the speaker', async () => {
    const flags = ['--endpoint', 'demo', '--mode', 'server_vad', '--turns', '1', '--json']
    const talk = start(['talk', ...flags], { env: card.env })
    await talk.line((line) => line.includes('"microphoneOpen":true'))
    const recording = await card.record()
    await card.speak(speech)
    const { code, stderr } = await talk.finished
    expect({ code, stderr }).toMatchObject({ code: 0 })
    expect(bestMatch(hello(), await recording.stop()).score).toBeGreaterThan(0.9)
  }, 60_000)
})
