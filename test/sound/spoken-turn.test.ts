import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { start } from '../support/command-line'
import { shareFound } from '../support/correlation'
import { hello, helloPath } from '../support/sounds'
import { soundCardMissing, startVirtualSoundCard, type VirtualSoundCard } from '../support/virtual-sound-card'

const missing = soundCardMissing()

/** The whole of Parley between a real (if virtual) microphone and a real speaker: PortAudio, socket, demo, PortAudio. */
describe.skipIf(missing !== undefined)(`a spoken turn${missing === undefined ? '' : ` (${missing})`}`, () => {
  let card: VirtualSoundCard

  beforeAll(async () => {
    card = await startVirtualSoundCard()
  })
  afterAll(() => card.stop())

  it('is sent from the microphone and answered through the speaker', async () => {
    const flags = ['--endpoint', 'demo', '--mode', 'server_vad', '--turns', '1', '--json']
    const talk = start(['talk', ...flags], { env: card.env })
    await talk.line((line) => line.includes('"microphoneOpen":true'))
    const recording = await card.record()
    await card.speak(helloPath)
    const { code, stderr } = await talk.finished
    expect({ code, stderr }).toMatchObject({ code: 0 })
    // A busy machine leaves gaps in what is played in real time.
    expect(shareFound(hello(), await recording.stop())).toBeGreaterThan(0.6)
  })
})
