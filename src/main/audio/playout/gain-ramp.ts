/** A gain that is changed over some samples, so that the change is not heard as a click. */
export class GainRamp {
  #from: number
  #to: number
  #length = 0
  #position = 0

  constructor(gain = 1) {
    this.#from = gain
    this.#to = gain
  }

  /** Changes the gain at once. */
  set(gain: number): void {
    this.#from = gain
    this.#to = gain
    this.#length = 0
    this.#position = 0
  }

  /** Changes the gain evenly over the next `samples`, from where it stands. */
  glide(gain: number, samples: number): void {
    this.#from = this.#gain
    this.#to = gain
    this.#length = samples
    this.#position = 0
  }

  /** The next samples with the gain on them; the same array where it is 1. */
  apply(samples: Int16Array): Int16Array {
    if (this.#to === 1 && this.#position >= this.#length) return samples
    return samples.map((sample) => {
      this.#position = Math.min(this.#position + 1, this.#length)
      return Math.round(sample * this.#gain)
    })
  }

  get #gain(): number {
    if (this.#position >= this.#length) return this.#to
    return this.#from + ((this.#to - this.#from) * this.#position) / this.#length
  }
}
