import { expect, it } from 'vitest'
import { ManualClock } from '../../../../test/support/manual-clock'
import { createNullDevice } from '../null-device'
import { createSpeaker } from '../playback'
import { FailoverSpeaker } from './failover-speaker'

const listener = { onProgress: () => undefined, onHeard: () => undefined, onFailure: () => undefined }

function setUp() {
  const clock = new ManualClock()
  let silences = 0
  const speaker = new FailoverSpeaker({
    clock,
    want: () => Promise.resolve(),
    createSilent: () => {
      silences += 1
      return createSpeaker(createNullDevice(clock), clock)
    },
  })
  return { clock, speaker, silences: () => silences }
}

it('lets sound go by unheard when its device is missing', async () => {
  const { clock, speaker, silences } = setUp()
  await speaker.open(listener)
  speaker.miss()
  await clock.advance(10)
  expect(silences()).toBe(1)
  await speaker.close()
})

it('begins no silence, which would never end, when a device turns out to be missing after it was closed', async () => {
  const { clock, speaker, silences } = setUp()
  await speaker.open(listener)
  await speaker.close()
  speaker.miss()
  await clock.advance(10_000)
  expect(silences()).toBe(0)
})
