import { SAMPLE_RATE } from '../../../shared/audio-format'
import { concatSamples } from '../../audio/pcm'
import { type CreateResampler, loadResampler, type Resampler } from '../../audio/resampling/resampler'

/** Converts a stream from one rate to another. */
export type RateConverter = Pick<Resampler, 'process' | 'flush'>

/** The rates at which clients may send and get sound. Inside, the demo has 24 kHz. */
export interface WireRates {
  /** The one with which sessions begin, in hertz. */
  readonly initial: number
  /** All that a client may ask for. */
  readonly allowed: readonly number[]
  readonly createResampler: CreateResampler
}

/** OpenAI's one rate, or another one beside it. */
export async function loadWireRates(rate = SAMPLE_RATE): Promise<WireRates> {
  return {
    initial: rate,
    allowed: rate === SAMPLE_RATE ? [SAMPLE_RATE] : [rate, SAMPLE_RATE],
    createResampler: await loadResampler(),
  }
}

/** What makes 24 kHz of a client's sound. */
export const fromWire = ({ createResampler }: WireRates, rate = SAMPLE_RATE): RateConverter =>
  createResampler(rate, SAMPLE_RATE)

/** A whole sound at the rate at which it goes out. */
export function toWire({ createResampler }: WireRates, samples: Int16Array, rate = SAMPLE_RATE): Int16Array {
  const resampler = createResampler(SAMPLE_RATE, rate)
  return concatSamples([resampler.process(samples), resampler.flush()])
}
