import { FRAME_SAMPLES, SAMPLE_RATE } from '../../../shared/audio-format'
import { loadResampler, type Resampler } from '../resampler'
import { loadRnnoise, type Rnnoise } from './rnnoise'
import { SampleQueue } from './sample-queue'

/** Takes noise out of speech (24 kHz mono PCM16). */
export interface NoiseSuppressor {
  /** The next 10 ms (240 samples); as many come back, {@link NOISE_DELAY_SAMPLES} later. */
  process(frame: Int16Array): Int16Array
  close(): void
}

/** What RNNoise was trained on, in hertz, and how many samples it takes at a time. */
const RATE = 48_000
const BLOCK = 480
/** How much later samples come out: both converters look ahead, and the rest is waiting for whole blocks. */
export const NOISE_DELAY_SAMPLES = 2 * FRAME_SAMPLES

/** Loads the WebAssembly (about 20 ms) and makes a suppressor. */
export async function loadNoiseSuppressor(): Promise<NoiseSuppressor> {
  const [rnnoise, createResampler] = await Promise.all([loadRnnoise(), loadResampler()])
  return new RnnoiseSuppressor(rnnoise, createResampler(SAMPLE_RATE, RATE), createResampler(RATE, SAMPLE_RATE))
}

class RnnoiseSuppressor implements NoiseSuppressor {
  readonly #rnnoise: Rnnoise
  readonly #up: Resampler
  readonly #down: Resampler
  readonly #state: number
  readonly #input: number
  readonly #output: number
  readonly #waiting = new SampleQueue()
  readonly #clean = new SampleQueue(new Int16Array(NOISE_DELAY_SAMPLES))

  constructor(rnnoise: Rnnoise, up: Resampler, down: Resampler) {
    this.#rnnoise = rnnoise
    this.#up = up
    this.#down = down
    this.#state = rnnoise._rnnoise_create(0)
    this.#input = rnnoise._malloc(BLOCK * Float32Array.BYTES_PER_ELEMENT)
    this.#output = rnnoise._malloc(BLOCK * Float32Array.BYTES_PER_ELEMENT)
  }

  process(frame: Int16Array): Int16Array {
    this.#waiting.push(this.#up.process(frame))
    while (this.#waiting.length >= BLOCK)
      this.#clean.push(this.#down.process(this.#suppress(this.#waiting.take(BLOCK))))
    return this.#clean.take(frame.length)
  }

  close(): void {
    // Its memory goes with the instance.
  }

  #suppress(block: Int16Array): Int16Array {
    const { HEAPF32: heap } = this.#rnnoise
    heap.set(block, this.#input / Float32Array.BYTES_PER_ELEMENT)
    this.#rnnoise._rnnoise_process_frame(this.#state, this.#output, this.#input)
    const from = this.#output / Float32Array.BYTES_PER_ELEMENT
    return Int16Array.from(this.#rnnoise.HEAPF32.subarray(from, from + BLOCK), clipped)
  }
}

const clipped = (sample: number): number => Math.max(-32_768, Math.min(32_767, Math.round(sample)))
