import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe } from 'vitest'
import { describeAudioDevice } from '../../src/main/audio/audio-device.contract'
import { createNaudiodonDevice } from '../../src/main/audio/native/naudiodon-device'
import { systemClock } from '../../src/main/clock/system-clock'
import { loadWithOneFormat } from '../support/one-format-audio'
import { timeLimit } from '../support/time-limit'
import { soundCardMissing, startVirtualSoundCard } from '../support/virtual-sound-card'
import type { VirtualSoundCard } from '../support/virtual-sound-card'

const missing = soundCardMissing()
/** Every rate of hardware, and either number of channels, which don't depend on each other. */
const FORMATS = [
  { sampleRate: 16_000, channels: 1 },
  { sampleRate: 24_000, channels: 2 },
  { sampleRate: 44_100, channels: 1 },
  { sampleRate: 48_000, channels: 2 },
] as const

/** Real PortAudio on a sound card that has one format only. */
describe.skipIf(missing !== undefined)(
  `the contract of audio devices${missing === undefined ? '' : ` (${missing})`}`,
  () => {
    let card: VirtualSoundCard

    beforeAll(async () => {
      card = await startVirtualSoundCard()
      Object.assign(process.env, card.env) // before PortAudio is loaded, which is with the first test
    })
    afterAll(() => card.stop())

    describe.each(FORMATS)('$sampleRate Hz, $channels channel(s)', (format) => {
      beforeAll(() => card.become(format))

      describeAudioDevice({ realTime: true, wakesWithinMs: timeLimit(8000), format }, () =>
        Promise.resolve({
          device: createNaudiodonDevice(systemClock, loadWithOneFormat(format)),
          now: () => systemClock.now(),
          pass: (ms) => setTimeout(ms),
        }),
      )
    })
  },
)
