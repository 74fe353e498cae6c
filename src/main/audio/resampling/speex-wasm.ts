import { createRequire } from 'node:module'
import { withoutProcessHandlers } from '../wasm-loader'

/** The C functions of the Speex resampler, in a WebAssembly memory of their own. Pointers are byte addresses in it. */
export interface SpeexWasm {
  readonly HEAP16: Int16Array
  readonly HEAP32: Int32Array
  _malloc(bytes: number): number
  _speex_resampler_init(channels: number, inRate: number, outRate: number, quality: number, error: number): number
  _speex_resampler_process_interleaved_int(
    state: number,
    input: number,
    inputLength: number,
    output: number,
    outputLength: number,
  ): number
}

/** The loader is CommonJS; required, it is the same object under Node, tsx, Vitest and in the bundle. */
const requireCommonJs = createRequire(import.meta.url)

/**
 * A fresh WebAssembly instance (about 2 ms; memory goes when it is dropped, so nothing needs freeing).
 *
 * The package's own class isn't used: it loses samples when a block's length doesn't divide evenly into the output rate,
 * and can't free its state. The Emscripten loader under it installs process-wide handlers that turn every unhandled
 * rejection into an abort, so they are taken out again at once.
 */
export function loadSpeex(): Promise<SpeexWasm> {
  const { default: createSpeex } = requireCommonJs('speex-resampler/app/speex_wasm.js') as {
    default: () => Promise<SpeexWasm>
  }
  return withoutProcessHandlers(createSpeex)
}
