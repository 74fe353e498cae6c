import { loadSpeex } from './speex-wasm'
import type { SpeexWasm } from './speex-wasm'
import { concatSamples } from '../pcm'

/** Converts a stream of mono PCM16 from one sample rate to another. */
export interface Resampler {
  /** Input samples that the last output still lags behind, because the filter looks ahead; 0 when the rates are equal. */
  readonly delaySamples: number
  /**
   * The next block, of any length. Output is aligned to the input (the filter's delay is taken off the start, so the
   * first blocks come out shorter).
   */
  process(samples: Int16Array): Int16Array
  /** The rest of the output at the end of the stream: then `round(input * outRate / inRate)` samples came out in all. */
  flush(): Int16Array
}

/** 0 to 10. At 7 the pass band is flat to 0.1 dB up to 93 % of the lower rate's half, for 0.4 % of a core. */
const QUALITY = 7
/** The filter's length in samples at the lower rate, for {@link QUALITY}: `quality_map` in Speex's resample.c. */
const FILTER_TAPS = 128
/** Samples handed to WebAssembly at a time. */
const SLICE_SAMPLES = 1024

/** Makes a converter between two rates, in hertz; it hands blocks through untouched when they are equal. */
export type CreateResampler = (inRate: number, outRate: number) => Resampler

/**
 * Loads the WebAssembly that the converters run in. It is a step of its own so that a device's first samples need not
 * wait for it: load, then open the device, then create the converter for the rate it opened with.
 */
export async function loadResampler(): Promise<CreateResampler> {
  const speex = await loadSpeex()
  return (inRate, outRate) => (inRate === outRate ? passThrough : new SpeexResampler(speex, inRate, outRate))
}

const EMPTY = new Int16Array(0)

const passThrough: Resampler = { delaySamples: 0, process: (samples) => samples, flush: () => EMPTY }

class SpeexResampler implements Resampler {
  readonly delaySamples: number
  readonly #speex: SpeexWasm
  readonly #ratio: number
  readonly #state: number
  readonly #input: number
  readonly #output: number
  readonly #outputSpace: number
  readonly #lengths: number
  /** Output samples still to be thrown away: the filter's delay at the start of the stream. */
  #skip: number
  #received = 0
  #delivered = 0

  constructor(speex: SpeexWasm, inRate: number, outRate: number) {
    this.#speex = speex
    this.#ratio = outRate / inRate
    this.#outputSpace = Math.ceil(SLICE_SAMPLES * this.#ratio) + 1
    this.#input = speex._malloc(SLICE_SAMPLES * 2)
    this.#output = speex._malloc(this.#outputSpace * 2)
    this.#lengths = speex._malloc(8)
    this.#state = speex._speex_resampler_init(1, inRate, outRate, QUALITY, this.#lengths)
    if (this.#state === 0) throw new Error(`Speex can't convert ${inRate} Hz to ${outRate} Hz`)
    const filterLength = outRate < inRate ? downsamplingLength(inRate, outRate) : FILTER_TAPS
    this.delaySamples = filterLength / 2
    this.#skip = Math.round(this.delaySamples * this.#ratio)
  }

  process(samples: Int16Array): Int16Array {
    this.#received += samples.length
    const output = this.#run(samples)
    this.#delivered += output.length
    return output
  }

  flush(): Int16Array {
    const missing = Math.max(0, Math.round(this.#received * this.#ratio) - this.#delivered)
    const tail = this.#run(new Int16Array(this.delaySamples + Math.ceil(1 / this.#ratio) + 1)).subarray(0, missing)
    this.#delivered += tail.length
    return tail
  }

  #run(samples: Int16Array): Int16Array {
    const blocks: Int16Array[] = []
    let offset = 0
    while (offset < samples.length) {
      const { consumed, output } = this.#slice(samples.subarray(offset, offset + SLICE_SAMPLES))
      offset += consumed
      const dropped = Math.min(this.#skip, output.length)
      this.#skip -= dropped
      blocks.push(output.subarray(dropped))
    }
    return concatSamples(blocks)
  }

  #slice(samples: Int16Array): { consumed: number; output: Int16Array } {
    const speex = this.#speex
    speex.HEAP16.set(samples, this.#input >> 1)
    speex.HEAP32[this.#lengths >> 2] = samples.length
    speex.HEAP32[(this.#lengths >> 2) + 1] = this.#outputSpace
    const error = speex._speex_resampler_process_interleaved_int(
      this.#state,
      this.#input,
      this.#lengths,
      this.#output,
      this.#lengths + 4,
    )
    if (error !== 0) throw new Error(`Speex failed to convert the sample rate (error ${error})`)
    const consumed = speex.HEAP32[this.#lengths >> 2] ?? 0
    const produced = speex.HEAP32[(this.#lengths >> 2) + 1] ?? 0
    if (consumed === 0) throw new Error('Speex took no input')
    return { consumed, output: speex.HEAP16.slice(this.#output >> 1, (this.#output >> 1) + produced) }
  }
}

/** Speex stretches its filter by the ratio when the rate goes down, rounded up to a multiple of 8 (resample.c). */
function downsamplingLength(inRate: number, outRate: number): number {
  const stretched = Math.floor((FILTER_TAPS * inRate) / outRate)
  return Math.floor((stretched - 1) / 8) * 8 + 8
}
