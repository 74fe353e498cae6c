import { meanSquare, toDecibels } from './power'

/** Frames that make a second. */
const WINDOW_FRAMES = 100
/** Of these, so many must hold echo. */
const ENOUGH_FRAMES = 30
/** The power of an echo worth the name: -60 dB of full scale. */
const AUDIBLE_POWER = 1e-6
/** A frame holds echo, and little else, when the linear filter leaves at most this share of its power. */
const LITTLE_LEFT = 0.5
/** What is left is never taken for less than this: a bit of 16. */
const LEAST_POWER = 1e-10

/**
 * Measures the echo return loss enhancement (ITU-T G.168): the microphone's power over that of what is left, in decibels,
 * in the last second with echo. Frames in which a voice outweighs the echo don't count.
 */
export class ErleMeter {
  #frames = 0
  #counted = 0
  #before = 0
  #behind = 0
  #erleDb: number | null = null

  /** Null until there was a second with echo. */
  get erleDb(): number | null {
    return this.#erleDb
  }

  /**
   * Takes the same frame three times.
   * @param linear Behind the linear filter
   * @param output What is left in the end
   */
  note(microphone: Float64Array, linear: Float64Array, output: Float64Array): void {
    const before = meanSquare(microphone)
    if (before >= AUDIBLE_POWER && meanSquare(linear) <= LITTLE_LEFT * before) {
      this.#counted += 1
      this.#before += before
      this.#behind += Math.max(LEAST_POWER, meanSquare(output))
    }
    this.#frames += 1
    if (this.#frames < WINDOW_FRAMES) return
    if (this.#counted >= ENOUGH_FRAMES) this.#erleDb = toDecibels(this.#before / this.#behind)
    this.#frames = this.#counted = this.#before = this.#behind = 0
  }
}
