/** The spectrum of `size` real samples: `size / 2 + 1` bins from 0 Hz to half the sample rate. */
export interface Spectrum {
  readonly re: Float64Array
  readonly im: Float64Array
}

/** An empty spectrum for a transform of `size` samples. */
export const createSpectrum = (size: number): Spectrum => ({
  re: new Float64Array(size / 2 + 1),
  im: new Float64Array(size / 2 + 1),
})

/** The Fourier transform of real samples and its inverse, for one size, a power of two. Nothing is allocated later on. */
export class RealFourier {
  readonly size: number
  /** Half the size: the even samples are the real and the odd ones the imaginary part of one complex transform. */
  readonly #half: number
  readonly #cos: Float64Array
  readonly #sin: Float64Array
  readonly #reversed: Uint16Array
  readonly #re: Float64Array
  readonly #im: Float64Array

  constructor(size: number) {
    this.size = size
    const half = (this.#half = size / 2)
    const angle = (_: unknown, index: number): number => (2 * Math.PI * index) / size
    this.#cos = Float64Array.from({ length: half }, angle).map(Math.cos)
    this.#sin = Float64Array.from({ length: half }, angle).map(Math.sin)
    this.#reversed = bitReversal(half)
    this.#re = new Float64Array(half)
    this.#im = new Float64Array(half)
  }

  forward(samples: Float64Array, { re, im }: Spectrum): void {
    const half = this.#half
    for (let index = 0; index < half; index++) {
      const place = this.#reversed[index] ?? 0
      this.#re[place] = samples[2 * index] ?? 0
      this.#im[place] = samples[2 * index + 1] ?? 0
    }
    this.#transform()
    const [firstRe, firstIm] = [this.#re[0] ?? 0, this.#im[0] ?? 0]
    re[0] = firstRe + firstIm
    re[half] = firstRe - firstIm
    im[0] = im[half] = 0
    for (let low = 1, high = half - 1; low <= high; low++, high--) {
      const [lowRe, lowIm, highRe, highIm] = this.#pair(low, high)
      const evenRe = (lowRe + highRe) / 2
      const evenIm = (lowIm - highIm) / 2
      const oddRe = (lowIm + highIm) / 2
      const oddIm = (highRe - lowRe) / 2
      const cos = this.#cos[low] ?? 0
      const sin = this.#sin[low] ?? 0
      const turnedRe = oddRe * cos + oddIm * sin
      const turnedIm = oddIm * cos - oddRe * sin
      re[low] = evenRe + turnedRe
      im[low] = evenIm + turnedIm
      re[high] = evenRe - turnedRe
      im[high] = turnedIm - evenIm
    }
  }

  /** What {@link forward} made a spectrum of. */
  inverse({ re, im }: Spectrum, samples: Float64Array): void {
    const half = this.#half
    for (let low = 0; low < half; low++) {
      const high = half - low
      const evenRe = ((re[low] ?? 0) + (re[high] ?? 0)) / 2
      const evenIm = ((im[low] ?? 0) - (im[high] ?? 0)) / 2
      const turnedRe = ((re[low] ?? 0) - (re[high] ?? 0)) / 2
      const turnedIm = ((im[low] ?? 0) + (im[high] ?? 0)) / 2
      const cos = this.#cos[low] ?? 0
      const sin = this.#sin[low] ?? 0
      const place = this.#reversed[low] ?? 0
      // Conjugated on the way in and on the way out, the forward transform is the inverse one.
      this.#re[place] = evenRe - (turnedRe * sin + turnedIm * cos)
      this.#im[place] = -(evenIm + turnedRe * cos - turnedIm * sin)
    }
    this.#transform()
    for (let index = 0; index < half; index++) {
      samples[2 * index] = (this.#re[index] ?? 0) / half
      samples[2 * index + 1] = -(this.#im[index] ?? 0) / half
    }
  }

  #pair(low: number, high: number): readonly [number, number, number, number] {
    return [this.#re[low] ?? 0, this.#im[low] ?? 0, this.#re[high] ?? 0, this.#im[high] ?? 0]
  }

  /** The complex radix-2 transform of values that stand in bit-reversed order, in place. */
  #transform(): void {
    const re = this.#re
    const im = this.#im
    const half = this.#half
    for (let span = 1; span < half; span *= 2) {
      const stride = half / span
      for (let start = 0; start < half; start += 2 * span) {
        for (let offset = 0; offset < span; offset++) {
          const cos = this.#cos[offset * stride] ?? 0
          const sin = this.#sin[offset * stride] ?? 0
          const first = start + offset
          const second = first + span
          const secondRe = re[second] ?? 0
          const secondIm = im[second] ?? 0
          const firstRe = re[first] ?? 0
          const firstIm = im[first] ?? 0
          const turnedRe = secondRe * cos + secondIm * sin
          const turnedIm = secondIm * cos - secondRe * sin
          re[first] = firstRe + turnedRe
          im[first] = firstIm + turnedIm
          re[second] = firstRe - turnedRe
          im[second] = firstIm - turnedIm
        }
      }
    }
  }
}

function bitReversal(length: number): Uint16Array {
  const bits = Math.log2(length)
  return Uint16Array.from({ length }, (_, index) => {
    let reversed = 0
    for (let bit = 0; bit < bits; bit++) if (index & (1 << bit)) reversed |= 1 << (bits - 1 - bit)
    return reversed
  })
}
