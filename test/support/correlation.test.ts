import { expect, test } from 'vitest'
import { bestMatch, shareFound } from './correlation'

/** Noise that is the same in every run. */
function noise(length: number, seed: number): Int16Array {
  let state = seed
  return new Int16Array(length).map(() => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0
    return state >> 18
  })
}

test('a reference is found to the sample, at any volume', () => {
  const reference = noise(5000, 1)
  const recording = noise(40_000, 2).map((sample) => sample / 100)
  recording.set(
    reference.map((sample) => sample / 4),
    12_345,
  )
  const match = bestMatch(reference, recording)
  expect(match.offsetSamples).toBe(12_345)
  expect(match.score).toBeGreaterThan(0.98)
})

test('an unrelated sound does not match, nor does one turned upside down', () => {
  const reference = noise(5000, 1)
  expect(bestMatch(reference, noise(40_000, 2)).score).toBeLessThan(0.1)
  expect(
    bestMatch(
      reference,
      reference.map((sample) => -sample),
    ).score,
  ).toBe(0)
})

test('half of the reference scores well below the whole', () => {
  const reference = noise(8000, 1)
  const recording = new Int16Array(20_000)
  recording.set(reference.subarray(0, 4000), 3000)
  const { score } = bestMatch(reference, recording)
  expect(score).toBeGreaterThan(0.6)
  expect(score).toBeLessThan(0.8)
})

test('a recording that is too short matches nothing', () => {
  expect(bestMatch(noise(100, 1), noise(99, 1)).score).toBe(0)
})

test('a recording with a gap still holds most of a sound, another recording nothing of it', () => {
  const reference = noise(24_000, 1)
  const recording = new Int16Array(30_000)
  recording.set(reference.subarray(0, 10_800))
  recording.set(reference.subarray(10_800), 13_000)
  expect(shareFound(reference, recording)).toBeCloseTo(0.9)
  expect(shareFound(reference, noise(30_000, 2))).toBe(0)
})
