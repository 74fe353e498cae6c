import { createRequire } from 'node:module'

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

const HIJACKED = ['uncaughtException', 'unhandledRejection'] as const

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
  const before = HIJACKED.map((event) => new Set<unknown>(process.rawListeners(event)))
  const loading = createSpeex()
  HIJACKED.forEach((event, index) => {
    for (const listener of process.rawListeners(event)) {
      if (!before[index]?.has(listener)) process.removeListener(event, listener as () => void)
    }
  })
  return loading
}
