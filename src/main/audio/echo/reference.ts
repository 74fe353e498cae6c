/** The last seconds of what was handed to the speaker, by the number of the sample. What is not there is silence. */
export class Reference {
  readonly #ring: Float64Array
  #end = 0

  /** @param capacity samples that are kept */
  constructor(capacity: number) {
    this.#ring = new Float64Array(capacity)
  }

  /** The number of samples so far, which is the next one's number. */
  get end(): number {
    return this.#end
  }

  /** @param samples PCM16 */
  push(samples: Int16Array): void {
    for (const sample of samples) this.#ring[this.#end++ % this.#ring.length] = sample / 32_768
  }

  /** Fills `target` with the samples from `start` on, 1 being full scale. */
  read(start: number, target: Float64Array): Float64Array {
    const oldest = Math.max(0, this.#end - this.#ring.length)
    for (let index = 0; index < target.length; index++) {
      const sample = start + index
      const kept = sample >= oldest && sample < this.#end
      target[index] = kept ? (this.#ring[sample % this.#ring.length] ?? 0) : 0
    }
    return target
  }
}
