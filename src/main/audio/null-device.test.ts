import { describe, expect, test } from 'vitest'
import { ManualClock } from '../../../test/support/manual-clock'
import { describeAudioDevice } from './audio-device.contract'
import { createNullDevice } from './null-device'

describe('the contract of audio devices', () => {
  describeAudioDevice({ realTime: true, wakesWithinMs: 20 }, () => {
    const clock = new ManualClock()
    const device = createNullDevice(clock)
    return Promise.resolve({ device, now: () => clock.now(), pass: (ms) => clock.advance(ms) })
  })
})

test('the microphone hears silence', async () => {
  const clock = new ManualClock()
  const heard: number[] = []
  await createNullDevice(clock).openInput({
    onSamples: (samples) => heard.push(...samples),
    onFailure: () => undefined,
  })
  await clock.advance(1000)
  expect(heard.length).toBe(24_000)
  expect(heard.every((sample) => sample === 0)).toBe(true)
})
