import fc from 'fast-check'
import { expect, test } from 'vitest'
import { continuation, HISTORY_SAMPLES, MAX_SAMPLES } from './continuation'

const tone = (hertz: number, length: number, from = 0): Int16Array =>
  Int16Array.from({ length }, (_, index) => 8000 * Math.sin((2 * Math.PI * hertz * (from + index)) / 24_000))

test('a voice goes on as it was, whatever its pitch', () => {
  fc.assert(
    fc.property(fc.integer({ min: 60, max: 800 }), fc.nat({ max: 1000 }), (hertz, from) => {
      const past = tone(hertz, HISTORY_SAMPLES, from)
      const made = continuation(past, MAX_SAMPLES)
      const real = tone(hertz, MAX_SAMPLES, from + HISTORY_SAMPLES)
      const error = made.reduce((sum, sample, index) => sum + (sample - real[index]!) ** 2, 0)
      const energy = real.reduce((sum, sample) => sum + sample ** 2, 0)
      expect(error / energy).toBeLessThan(0.05)
    }),
  )
})

test('any sound goes on from where it stands', () => {
  const noise = fc.array(fc.integer({ min: -32_768, max: 32_767 }), {
    minLength: HISTORY_SAMPLES,
    maxLength: HISTORY_SAMPLES,
  })
  fc.assert(
    fc.property(noise, (samples) => {
      const past = Int16Array.from(samples, (sample) => sample / 2)
      const largest = past
        .subarray(1)
        .reduce((most, sample, index) => Math.max(most, Math.abs(sample - past[index]!)), 0)
      const made = continuation(past, MAX_SAMPLES)
      const step = Math.abs(made[0]! - past.at(-1)!)
      expect(step).toBeLessThanOrEqual(largest * 1.01 + 300)
    }),
    { numRuns: 30 },
  )
})

test('silence stays silent', () => {
  expect(continuation(new Int16Array(HISTORY_SAMPLES), 240).every((sample) => sample === 0)).toBe(true)
})
