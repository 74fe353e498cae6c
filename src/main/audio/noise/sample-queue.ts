import { concatSamples } from '../pcm'

/** Samples that come in blocks of one length and are wanted in blocks of another. */
export class SampleQueue {
  #samples: Int16Array

  /** @param samples what comes first */
  constructor(samples: Int16Array = new Int16Array(0)) {
    this.#samples = samples
  }

  get length(): number {
    return this.#samples.length
  }

  push(samples: Int16Array): void {
    this.#samples = concatSamples([this.#samples, samples])
  }

  /** The oldest `count` samples; fewer when there are not as many. */
  take(count: number): Int16Array {
    const taken = this.#samples.slice(0, count)
    this.#samples = this.#samples.slice(count)
    return taken
  }
}
