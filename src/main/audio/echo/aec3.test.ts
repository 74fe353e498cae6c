import { expect, it } from 'vitest'
import { answer } from '../../../../test/support/echo-rig'
import { echoIn } from '../../../../test/support/room'
import { FRAME_SAMPLES } from '../../../shared/audio-format'
import { type Aec3, loadAec3 } from './aec3'
import { meanSquare, toDecibels } from './power'

const events = ['unhandledRejection', 'uncaughtException'] as const
const listeners = (): readonly number[] => events.map((event) => process.listenerCount(event))

const frames = (samples: Int16Array): readonly Float64Array[] =>
  Array.from({ length: samples.length / FRAME_SAMPLES }, (_, index) =>
    Float64Array.from(
      samples.subarray(index * FRAME_SAMPLES, (index + 1) * FRAME_SAMPLES),
      (sample) => sample / 32_768,
    ),
  )

/** How much less is left of an echo in the second second of speech, in dB. */
function reduction(aec3: Aec3): number {
  const played = answer(3)
  const [microphone, reference] = [frames(echoIn({ delayMs: 60 }, played)), frames(played)]
  const left = microphone.map((frame, index) => meanSquare(aec3.process(frame, reference[index] ?? frame)))
  const sum = (powers: readonly number[]): number => powers.slice(150, 250).reduce((total, power) => total + power, 0)
  return toDecibels(sum(microphone.map(meanSquare)) / sum(left))
}

it('takes echo away, and again after it was told to forget', async () => {
  const aec3 = await loadAec3()
  const first = reduction(aec3)
  aec3.reset()
  expect(first).toBeGreaterThan(25)
  expect(reduction(aec3)).toBeCloseTo(first, 6)
  aec3.close()
})

it('leaves no process-wide error handlers behind', async () => {
  const before = listeners()
  const aec3 = await loadAec3()
  expect(listeners()).toEqual(before)
  aec3.close()
})
