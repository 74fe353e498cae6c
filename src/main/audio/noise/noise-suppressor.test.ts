import { beforeEach, describe, expect, it } from 'vitest'
import { bestMatch } from '../../../../test/support/correlation'
import { hello, utterance } from '../../../../test/support/sounds'
import { FRAME_SAMPLES, msToSamples, SAMPLE_RATE } from '../../../shared/audio-format'
import { concatSamples, level } from '../pcm'
import { loadNoiseSuppressor, NOISE_DELAY_SAMPLES, type NoiseSuppressor } from './noise-suppressor'

let suppressor: NoiseSuppressor

beforeEach(async () => {
  suppressor = await loadNoiseSuppressor()
})

function throughSuppressor(samples: Int16Array): Int16Array {
  const frames: Int16Array[] = []
  for (let from = 0; from + FRAME_SAMPLES <= samples.length; from += FRAME_SAMPLES)
    frames.push(suppressor.process(samples.subarray(from, from + FRAME_SAMPLES)))
  return concatSamples(frames)
}

/** The same each time. */
function noise(seconds: number, peak: number): Int16Array {
  let state = 1
  return Int16Array.from({ length: seconds * SAMPLE_RATE }, () => {
    state = (state * 48_271) % 2_147_483_647
    return peak * ((state / 2_147_483_647) * 2 - 1)
  })
}

const decibels = (after: Int16Array, before: Int16Array): number =>
  20 * Math.log10(Math.max(1e-9, level(after).rms) / level(before).rms)

describe('the noise suppressor', () => {
  it('gives back as much as it gets, always', () => {
    for (let frame = 0; frame < 50; frame++) expect(suppressor.process(new Int16Array(FRAME_SAMPLES))).toHaveLength(240)
  })

  it('takes frames of 240 samples', () => {
    expect(() => suppressor.process(new Int16Array(FRAME_SAMPLES + 1))).toThrow(RangeError)
  })

  it('takes noise away', () => {
    const before = noise(3, 567) // -40 dB of full scale
    const after = throughSuppressor(before)
    const settled = msToSamples(1000)
    expect(decibels(after.subarray(settled), before.subarray(settled))).toBeLessThan(-15)
  })

  it('leaves speech as loud as it was, so much later', () => {
    const before = utterance(hello(), 500, 500)
    const after = throughSuppressor(before)
    const length = hello().length
    const from = msToSamples(500)
    const spoken = after.subarray(from + NOISE_DELAY_SAMPLES, from + NOISE_DELAY_SAMPLES + length)
    expect(Math.abs(decibels(spoken, hello()))).toBeLessThan(3)
  })

  it('is late by as much as it says', () => {
    const { score, offsetSamples } = bestMatch(hello(), throughSuppressor(utterance(hello(), 500, 500)))
    expect(score).toBeGreaterThan(0.95)
    expect(Math.abs(offsetSamples - msToSamples(500) - NOISE_DELAY_SAMPLES)).toBeLessThanOrEqual(1)
  })

  it('leaves speech in noise, and takes the noise around it', () => {
    const speech = utterance(hello(), 1500, 1000)
    const behind = noise(6, 567)
    const before = speech.map((sample, index) => sample + (behind[index] ?? 0))
    const after = throughSuppressor(before)
    const quiet = [msToSamples(1000), msToSamples(1400)] as const
    expect(decibels(after.subarray(...quiet), before.subarray(...quiet))).toBeLessThan(-15)
    const [from, to] = [msToSamples(1500), msToSamples(1500) + hello().length]
    const spoken = after.subarray(from + NOISE_DELAY_SAMPLES, to + NOISE_DELAY_SAMPLES)
    expect(Math.abs(decibels(spoken, hello()))).toBeLessThan(3)
  })
})
