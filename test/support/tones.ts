/** Pure tones, and how well they got through. */

/** A sine, 16-bit; `amplitude` is its peak. */
export const sine = (frequency: number, rate: number, length: number, amplitude = 16_000): Int16Array =>
  new Int16Array(length).map((_, index) => Math.round(amplitude * Math.sin((2 * Math.PI * frequency * index) / rate)))

export interface ToneMeasure {
  /** The tone's level in decibels over the one that was expected. */
  readonly gain: number
  /** Everything else that is in the samples (images, aliases, noise), in decibels over the tone that was expected. */
  readonly rest: number
  /** How many samples the tone comes early; only the part of a period can be told. */
  readonly shift: number
}

/** Finds a sine in samples that hold a whole number of its periods. */
export function measureTone(samples: Int16Array, frequency: number, rate: number, amplitude = 16_000): ToneMeasure {
  let [sines, cosines] = [0, 0]
  samples.forEach((sample, index) => {
    const angle = (2 * Math.PI * frequency * index) / rate
    sines += (2 * sample * Math.sin(angle)) / samples.length
    cosines += (2 * sample * Math.cos(angle)) / samples.length
  })
  const rest = Float64Array.from(samples, (sample, index) => {
    const angle = (2 * Math.PI * frequency * index) / rate
    return sample - sines * Math.sin(angle) - cosines * Math.cos(angle)
  })
  return {
    gain: decibels(Math.hypot(sines, cosines) / amplitude),
    rest: decibels(rms(rest) / (amplitude / Math.SQRT2)),
    shift: (Math.atan2(cosines, sines) / (2 * Math.PI * frequency)) * rate,
  }
}

/** The root mean square. */
export const rms = (samples: ArrayLike<number>): number =>
  Math.sqrt(Array.from(samples).reduce((sum, sample) => sum + sample * sample, 0) / samples.length)

/** Decibels of a ratio of amplitudes; at most 120 down, for silence. */
export const decibels = (ratio: number): number => 20 * Math.log10(Math.max(ratio, 1e-6))
