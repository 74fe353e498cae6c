import { FRAME_SAMPLES, SAMPLE_RATE } from '../../../shared/audio-format'
import { loadResampler, type Resampler } from '../resampling/resampler'
import { loadRnnoise, type Rnnoise } from './rnnoise'

/** Takes noise out of speech (24 kHz mono PCM16). */
export interface NoiseSuppressor {
  /**
   * The next 10 ms (240 samples); as many come back, {@link NOISE_DELAY_SAMPLES} later.
   * @throws RangeError when the frame has another length
   */
  process(frame: Int16Array): Int16Array
  close(): void
}

/** What RNNoise was trained on, in hertz, and how many samples it takes at a time. */
const RNNOISE_RATE = 48_000
const BLOCK_SAMPLES = 480
/** How far RNNoise lags behind, at its rate. */
const RNNOISE_DELAY_SAMPLES = 2 * BLOCK_SAMPLES
/** How far each converter looks ahead, at the lower rate. */
const CONVERTER_DELAY_SAMPLES = 64
/** How much later samples come out: 25 ms. */
export const NOISE_DELAY_SAMPLES = 2 * CONVERTER_DELAY_SAMPLES + (RNNOISE_DELAY_SAMPLES * SAMPLE_RATE) / RNNOISE_RATE

/** Loads the WebAssembly (about 20 ms) and makes a suppressor. */
export async function loadNoiseSuppressor(): Promise<NoiseSuppressor> {
  const [rnnoise, createResampler] = await Promise.all([loadRnnoise(), loadResampler()])
  return new RnnoiseSuppressor(
    rnnoise,
    createResampler(SAMPLE_RATE, RNNOISE_RATE),
    createResampler(RNNOISE_RATE, SAMPLE_RATE),
  )
}

class RnnoiseSuppressor implements NoiseSuppressor {
  readonly #rnnoise: Rnnoise
  readonly #up: Resampler
  readonly #down: Resampler
  readonly #state: number
  readonly #input: number
  readonly #output: number

  constructor(rnnoise: Rnnoise, up: Resampler, down: Resampler) {
    this.#rnnoise = rnnoise
    this.#up = up
    this.#down = down
    this.#state = rnnoise._rnnoise_create(0)
    this.#input = rnnoise._malloc(BLOCK_SAMPLES * Float32Array.BYTES_PER_ELEMENT)
    this.#output = rnnoise._malloc(BLOCK_SAMPLES * Float32Array.BYTES_PER_ELEMENT)
    // Silence to look ahead from: without it the first blocks would come out too short.
    up.process(new Int16Array(up.delaySamples))
    down.process(new Int16Array(down.delaySamples))
  }

  process(frame: Int16Array): Int16Array {
    if (frame.length !== FRAME_SAMPLES)
      throw new RangeError(`A frame has ${FRAME_SAMPLES} samples, not ${frame.length}`)
    return this.#down.process(this.#suppress(this.#up.process(frame)))
  }

  close(): void {
    // Its memory goes with the instance.
  }

  #suppress(block: Int16Array): Int16Array {
    const { HEAPF32: heap } = this.#rnnoise
    heap.set(block, this.#input / Float32Array.BYTES_PER_ELEMENT)
    this.#rnnoise._rnnoise_process_frame(this.#state, this.#output, this.#input)
    const from = this.#output / Float32Array.BYTES_PER_ELEMENT
    return Int16Array.from(this.#rnnoise.HEAPF32.subarray(from, from + BLOCK_SAMPLES), clipped)
  }
}

const clipped = (sample: number): number => Math.max(-32_768, Math.min(32_767, Math.round(sample)))
