import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { measureTone, rms, sine } from '../../../../test/support/tones'
import { concatSamples } from '../pcm'
import { loadResampler } from './resampler'
import type { CreateResampler } from './resampler'

const AMPLITUDE = 16_000

let createResampler: CreateResampler
beforeAll(async () => {
  createResampler = await loadResampler()
})

/** Converts in blocks of 10 ms, as a device delivers them. */
function convert(input: Int16Array, inRate: number, outRate: number): Int16Array {
  const resampler = createResampler(inRate, outRate)
  const blocks: Int16Array[] = []
  const step = Math.round(inRate / 100)
  for (let at = 0; at < input.length; at += step) blocks.push(resampler.process(input.subarray(at, at + step)))
  return concatSamples([...blocks, resampler.flush()])
}

const RATES = [
  [48_000, 24_000],
  [44_100, 24_000],
  [16_000, 24_000],
  [96_000, 24_000],
  [24_000, 48_000],
  [24_000, 44_100],
] as const

describe.each(RATES)('%i Hz to %i Hz', (inRate, outRate) => {
  test('a tone keeps its volume and its place, and nothing is added', () => {
    const output = convert(sine(1000, inRate, inRate), inRate, outRate)
    const tenth = Math.round(outRate / 10) // a whole number of periods, away from the ends
    const { gain, rest, shift } = measureTone(output.subarray(tenth, 9 * tenth), 1000, outRate)
    expect(Math.abs(gain)).toBeLessThan(0.1)
    expect(rest).toBeLessThan(-60)
    expect(Math.abs(shift)).toBeLessThan(0.5)
  })

  test('as much comes out as went in', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 8 }), (lengths) => {
        const resampler = createResampler(inRate, outRate)
        const blocks = lengths.map((length) => resampler.process(new Int16Array(length)))
        const total = lengths.reduce((sum, length) => sum + length, 0)
        expect(concatSamples([...blocks, resampler.flush()]).length).toBe(Math.round((total * outRate) / inRate))
      }),
      { numRuns: 20 },
    )
  })

  test('the cut into blocks makes no difference', () => {
    const input = sine(440, inRate, 5000)
    const resampler = createResampler(inRate, outRate)
    const odd: Int16Array[] = []
    for (let at = 0, step = 1; at < input.length; at += step, step = (step * 7) % 1501) {
      odd.push(resampler.process(input.subarray(at, at + step)))
    }
    expect(concatSamples([...odd, resampler.flush()])).toEqual(convert(input, inRate, outRate))
  })
})

test('what the lower rate can not hold is taken out, not folded back', () => {
  expect(rms(convert(sine(15_000, 48_000, 48_000), 48_000, 24_000).subarray(2400, 21_600))).toBeLessThan(
    AMPLITUDE / 1000,
  )
})

test('the last samples are not swallowed', () => {
  const input = new Int16Array(4800)
  input.fill(10_000, 4600)
  const output = convert(input, 48_000, 24_000)
  expect(rms(output.subarray(2310, 2390))).toBeGreaterThan(9000)
})

test('equal rates pass the samples through untouched', () => {
  const resampler = createResampler(24_000, 24_000)
  const samples = Int16Array.of(1, 2, 3)
  expect(resampler.process(samples)).toBe(samples)
  expect(resampler.delaySamples).toBe(0)
  expect(resampler.flush().length).toBe(0)
})

test('loading leaves no process-wide error handlers behind', async () => {
  const before = [process.listenerCount('unhandledRejection'), process.listenerCount('uncaughtException')]
  await loadResampler()
  expect([process.listenerCount('unhandledRejection'), process.listenerCount('uncaughtException')]).toEqual(before)
})
