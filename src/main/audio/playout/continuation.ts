import { msToSamples } from '../../../shared/audio-format'

/** The longest continuation. */
export const MAX_SAMPLES = msToSamples(10)
/** Voices are higher than 50 Hz, so one of the periods up to this long is a voice's, or a whole number of them. */
const MAX_PERIOD_SAMPLES = msToSamples(20)
/** As much sound is compared with itself a period earlier. */
const TEMPLATE_SAMPLES = msToSamples(5)

/** As much of the past is needed. */
export const HISTORY_SAMPLES = MAX_PERIOD_SAMPLES + TEMPLATE_SAMPLES

/**
 * How a sound would have gone on: its last period once more. The repetition is bent to where the sound stands, so that
 * it begins without a jump.
 * @param history the last {@link HISTORY_SAMPLES}
 * @param count at most {@link MAX_SAMPLES}: periods are looked for that are no shorter, so that one is enough
 */
export function continuation(history: Int16Array, count: number): Int16Array {
  const last = history.length - 1
  const period = periodOf(history)
  const step = (history[last] ?? 0) - (history[last - period] ?? 0)
  return Int16Array.from({ length: count }, (_, index) => {
    const repeated = history[last - period + index + 1] ?? 0
    return clamp(Math.round(repeated + step * (1 - (index + 1) / count)))
  })
}

/** The shift by which the end of the history is most like what was before it. */
function periodOf(history: Int16Array): number {
  let best = { period: MAX_SAMPLES, likeness: 0 }
  for (let period = MAX_SAMPLES; period <= MAX_PERIOD_SAMPLES; period++) {
    const likeness = likenessAt(history, period)
    if (likeness > best.likeness) best = { period, likeness }
  }
  return best.period
}

/** The normalised correlation of the last samples with those a period earlier, apart from a factor that is always the same. */
function likenessAt(history: Int16Array, period: number): number {
  let product = 0
  let energy = 1
  for (let index = history.length - TEMPLATE_SAMPLES; index < history.length; index++) {
    const earlier = history[index - period] ?? 0
    product += (history[index] ?? 0) * earlier
    energy += earlier * earlier
  }
  return product / Math.sqrt(energy)
}

const clamp = (sample: number): number => Math.max(-32_768, Math.min(sample, 32_767))
