import { msToSamples } from '../../../shared/audio-format'

/** Voice activity is decided in frames of this length: short enough to place a word's edge, long enough to measure. */
export const VOICE_FRAME_SAMPLES = msToSamples(20)

const FULL_SCALE = 32_768

/**
 * The loudness from which a frame counts as voice, in dB of full scale. OpenAI's `threshold` (0 to 1) is a probability
 * of its own model; here it moves the level from -60 dB (0) over -45 dB (the default 0.5) to -30 dB (1), which keeps
 * the noise floor of a usual microphone out and speech at a usual distance in.
 */
const levelOf = (threshold: number): number => -60 + 30 * threshold

/** Measures audio frame by frame as it arrives; how it is cut into blocks makes no difference. */
export class Loudness {
  readonly #power: number
  #sum = 0
  #squares = 0
  #filled = 0

  /** @param threshold 0 (everything is voice) to 1 (only loud sound is) */
  constructor(threshold: number) {
    this.#power = FULL_SCALE ** 2 * 10 ** (levelOf(threshold) / 10)
  }

  /** Takes a block of samples, and says for each frame that it completes whether that frame was voiced. */
  push(samples: Int16Array): boolean[] {
    const voiced: boolean[] = []
    for (const sample of samples) {
      this.#sum += sample
      this.#squares += sample * sample
      this.#filled += 1
      if (this.#filled === VOICE_FRAME_SAMPLES) voiced.push(this.#finishFrame())
    }
    return voiced
  }

  /** The variance, not the mean square: a microphone's constant offset is not sound. */
  #finishFrame(): boolean {
    const mean = this.#sum / this.#filled
    const power = this.#squares / this.#filled - mean * mean
    this.#sum = this.#squares = this.#filled = 0
    return power >= this.#power
  }
}
