/** Each sample that comes out stands for so many that went in. */
export const DECIMATION = 8
/** Samples of the low-pass filter, which lets 1.2 kHz of 24 kHz pass. */
const LENGTH = 64
const CUTOFF = 0.1

/** Makes a stream of sound slower, for what needs no treble: frames of 24 kHz become frames of 3 kHz. */
export class Decimator {
  readonly #filter = lowPass()
  /** The end of what came before, and the frame. */
  readonly #input: Float64Array
  readonly #output: Float64Array

  /** @param frame the length of a frame, a multiple of {@link DECIMATION} */
  constructor(frame: number) {
    this.#input = new Float64Array(LENGTH + frame)
    this.#output = new Float64Array(frame / DECIMATION)
  }

  /** @returns A frame of an eighth of the length; overwritten by the next call */
  process(frame: Float64Array): Float64Array {
    const input = this.#input
    input.copyWithin(0, frame.length)
    input.set(frame, LENGTH)
    for (let index = 0; index < this.#output.length; index++) {
      const start = (index + 1) * DECIMATION
      let sum = 0
      for (let tap = 0; tap < LENGTH; tap++) sum += (this.#filter[tap] ?? 0) * (input[start + tap] ?? 0)
      this.#output[index] = sum
    }
    return this.#output
  }
}

/** A windowed sinc, symmetric, with a gain of 1 at 0 Hz. */
function lowPass(): Float64Array {
  const filter = Float64Array.from({ length: LENGTH }, (_, tap) => {
    const time = tap - (LENGTH - 1) / 2
    const window = 0.54 - 0.46 * Math.cos((2 * Math.PI * tap) / (LENGTH - 1))
    return (Math.sin(Math.PI * CUTOFF * time) / (Math.PI * time)) * window
  })
  const gain = filter.reduce((sum, tap) => sum + tap, 0)
  return filter.map((tap) => tap / gain)
}
