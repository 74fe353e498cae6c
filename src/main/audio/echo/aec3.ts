import { createRequire } from 'node:module'
import { FRAME_SAMPLES, SAMPLE_RATE } from '../../../shared/audio-format'
import { withoutProcessHandlers } from '../wasm-loader'

/** WebRTC's echo canceller, for one microphone and one speaker. Samples are 24 kHz, 1 is full scale. */
export interface Aec3 {
  /**
   * @param microphone A frame of 10 ms
   * @param reference What was played, up to half a second before its echo comes
   * @returns The microphone's frame before this one, without echo; overwritten by the next call
   */
  process(microphone: Float64Array, reference: Float64Array): Float64Array
  /** Forgets all that was learnt. */
  reset(): void
  /** Frees the memory. */
  close(): void
}

/** The rate it works at. Made for 24 kHz it takes 5 dB less away; so it is made for this, and converts by itself. */
const INNER_RATE = 48_000
const RATES = { sampleRateIn: SAMPLE_RATE, sampleRateOut: SAMPLE_RATE }

/** The package's class; its own types need a global that is not there. */
interface Instance {
  analyze(channels: Float32Array[], options: typeof RATES): void
  process(output: Float32Array[], channels: Float32Array[], options: typeof RATES): void
  free(): void
}

interface Aec3Module {
  readonly AEC3: new (sampleRate: number, renderChannels: number, captureChannels: number) => Instance
}

/** The loader is CommonJS; required, it is the same object under Node, tsx, Vitest and in the bundle. */
const requireCommonJs = createRequire(import.meta.url)

/** Loads a WebAssembly instance of its own, 16 MB. */
export async function loadAec3(): Promise<Aec3> {
  const load = requireCommonJs('@ennuicastr/webrtcaec3.js') as () => Promise<Aec3Module>
  const { AEC3 } = await withoutProcessHandlers(load)
  const create = (): Instance => new AEC3(INNER_RATE, 1, 1)
  let instance = create()
  const [capture, render, suppressed] = [frame(), frame(), frame()]
  const output = new Float64Array(FRAME_SAMPLES)
  return {
    process(microphone, reference) {
      render.set(reference)
      instance.analyze([render], RATES)
      capture.set(microphone)
      // Its option `pre`, which would hand out the aligned input, costs it 15 dB.
      instance.process([suppressed], [capture], RATES)
      output.set(suppressed)
      return output
    },
    reset() {
      instance.free()
      instance = create()
    },
    close: () => instance.free(),
  }
}

const frame = (): Float32Array => new Float32Array(FRAME_SAMPLES)
