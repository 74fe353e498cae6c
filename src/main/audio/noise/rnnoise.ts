/** The C functions of RNNoise, in a WebAssembly memory of their own. Pointers are byte addresses in it. */
export interface Rnnoise {
  readonly HEAPF32: Float32Array
  _malloc(bytes: number): number
  _rnnoise_create(model: 0): number
  /** Takes the noise out of 480 samples at 48 kHz, as floats in the range of 16 bits; input and output must not overlap. */
  _rnnoise_process_frame(state: number, output: number, input: number): number
}

/** A fresh instance (about 20 ms); memory goes when it is dropped. */
export async function loadRnnoise(): Promise<Rnnoise> {
  // Large, and wanted by few; bundled, because older Nodes don't take the package's file for the module that it is.
  const { default: create } = await import('@jitsi/rnnoise-wasm/dist/rnnoise-sync.js')
  const rnnoise = create() as Rnnoise & { readonly ready: Promise<unknown> }
  await rnnoise.ready
  return rnnoise
}
