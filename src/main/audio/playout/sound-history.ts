import { concatSamples, fadeOut } from '../pcm'
import { continuation, HISTORY_SAMPLES } from './continuation'

/** The sound that was last handed over, for going on from it without a click. */
export class SoundHistory {
  #samples = new Int16Array(HISTORY_SAMPLES)

  push(samples: Int16Array): void {
    const newest = samples.subarray(-this.#samples.length)
    this.#samples.copyWithin(0, newest.length)
    this.#samples.set(newest, this.#samples.length - newest.length)
  }

  /**
   * A fade-out from where the sound stands.
   * @param ahead how the sound goes on; what it is short of `length` (at most 10 ms) is made up
   */
  fade(length: number, ahead: Int16Array = new Int16Array(0)): Int16Array {
    const past = concatSamples([this.#samples, ahead]).subarray(-HISTORY_SAMPLES)
    return fadeOut(concatSamples([ahead, continuation(past, length - ahead.length)]))
  }
}
