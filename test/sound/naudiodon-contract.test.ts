import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe } from 'vitest'
import { describeAudioDevice } from '../../src/main/audio/audio-device.contract'
import { createNaudiodonDevice } from '../../src/main/audio/naudiodon-device'
import { systemClock } from '../../src/main/clock/system-clock'
import { soundCardMissing, startVirtualSoundCard } from '../support/virtual-sound-card'
import type { VirtualSoundCard } from '../support/virtual-sound-card'

const missing = soundCardMissing()

describe.skipIf(missing !== undefined)(
  `the contract of audio devices${missing === undefined ? '' : ` (${missing})`}`,
  () => {
    let card: VirtualSoundCard

    beforeAll(async () => {
      card = await startVirtualSoundCard()
      Object.assign(process.env, card.env) // before PortAudio is loaded, which is with the first test
    })
    afterAll(() => card.stop())

    describeAudioDevice({ realTime: true, wakesWithinMs: 8000 }, () =>
      Promise.resolve({
        device: createNaudiodonDevice(systemClock),
        now: () => systemClock.now(),
        pass: (ms) => setTimeout(ms),
      }),
    )
  },
)
