import { createRequire } from 'node:module'
import { withoutProcessHandlers } from '../wasm-loader'

/** What of libFLAC is used, in a WebAssembly memory of its own. Encoders are numbers; 0 stands for none. */
export interface FlacLibrary {
  isReady(): boolean
  on(event: 'ready', listener: () => void): void
  create_libflac_encoder(
    sampleRate: number,
    channels: number,
    bitsPerSample: number,
    compression: number,
    totalSamples: number,
    verify: boolean,
  ): number
  /** `onWrite` gets metadata blocks (0 samples) and frames, each as a copy; `onInfo` is told when the encoder ends. */
  init_encoder_stream(
    encoder: number,
    onWrite: (bytes: Uint8Array, byteCount: number, samples: number) => void,
    onInfo: (info: EncodedStream | undefined) => void,
  ): number
  FLAC__stream_encoder_process_interleaved(encoder: number, samples: Int32Array, count: number): number
  FLAC__stream_encoder_finish(encoder: number): number
  FLAC__stream_encoder_delete(encoder: number): void
}

/** What libFLAC says of a stream when it is over. */
export interface EncodedStream {
  readonly min_blocksize: number
  readonly max_blocksize: number
  readonly min_framesize: number
  readonly max_framesize: number
  readonly total_samples: number
  /** Of the samples, as hexadecimal digits. */
  readonly md5sum: string
}

/** The loader is CommonJS, and finds its WebAssembly beside itself. */
const requireCommonJs = createRequire(import.meta.url)

/** Loads libFLAC (about 20 ms); one for the whole thread. */
export async function loadFlac(): Promise<FlacLibrary> {
  const load = (): FlacLibrary => requireCommonJs('libflacjs/dist/libflac.min.wasm.js') as FlacLibrary
  const flac = withoutProcessHandlers(() => withoutFetch(load))
  if (!flac.isReady()) await new Promise<void>((resolve) => flac.on('ready', resolve))
  return flac
}

/** Where there is a `fetch` the loader takes itself to be in a browser, and asks it for a file's path, which no Node takes. */
function withoutFetch<T>(load: () => T): T {
  const { fetch } = globalThis
  Object.assign(globalThis, { fetch: undefined })
  try {
    return load()
  } finally {
    Object.assign(globalThis, { fetch })
  }
}
