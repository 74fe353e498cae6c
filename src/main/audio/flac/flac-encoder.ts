import { SAMPLE_RATE } from '../../../shared/audio-format'
import type { EncodedStream, FlacLibrary } from './flac-library'
import { writeStreamInfo } from './stream-info'

/** libFLAC's own default; the highest takes three times as long, and saves 5 % of the demo's voice. */
const COMPRESSION_LEVEL = 5
/** What libFLAC takes at that level. */
const FRAME_SAMPLES = 4096
/** Samples that are given to libFLAC at a time, so that its memory stays small. */
const STEP_SAMPLES = 16_384

/** Encodes 24 kHz mono PCM16 as FLAC, piece by piece. To be finished or thrown away, or its memory is never had back. */
export class FlacEncoder {
  /** What the file begins with until it is finished. */
  readonly header = writeStreamInfo({
    frameSamples: FRAME_SAMPLES,
    smallestFrame: 0,
    largestFrame: 0,
    totalSamples: 0,
    md5: new Uint8Array(16),
  })
  readonly #flac: FlacLibrary
  readonly #encoder: number
  #frames: Uint8Array[] = []
  #stream: EncodedStream | undefined
  #over = false

  constructor(flac: FlacLibrary) {
    this.#flac = flac
    this.#encoder = flac.create_libflac_encoder(SAMPLE_RATE, 1, 16, COMPRESSION_LEVEL, 0, false)
    const failed = flac.init_encoder_stream(
      this.#encoder,
      (bytes, _count, samples) => {
        if (samples > 0) this.#frames.push(bytes)
      },
      (stream) => (this.#stream = stream),
    )
    if (this.#encoder === 0 || failed !== 0) throw new Error(`libFLAC could not be set up (${failed})`)
  }

  /** Takes more sound; answers the bytes that are ready. */
  add(samples: Int16Array): Uint8Array {
    for (let from = 0; from < samples.length; from += STEP_SAMPLES) {
      const step = Int32Array.from(samples.subarray(from, from + STEP_SAMPLES))
      const done = this.#flac.FLAC__stream_encoder_process_interleaved(this.#encoder, step, step.length)
      if (!done) throw new Error('libFLAC could not encode')
    }
    return this.#taken()
  }

  /** The rest of the bytes, and what the file is to begin with. */
  finish(): { readonly rest: Uint8Array; readonly header: Uint8Array } {
    this.#flac.FLAC__stream_encoder_finish(this.#encoder)
    const stream = this.#stream
    this.discard()
    if (!stream) throw new Error('libFLAC could not finish')
    const header = writeStreamInfo({
      frameSamples: FRAME_SAMPLES,
      smallestFrame: stream.min_framesize,
      largestFrame: stream.max_framesize,
      totalSamples: stream.total_samples,
      md5: Buffer.from(stream.md5sum, 'hex'),
    })
    return { rest: this.#taken(), header }
  }

  /** Gives its memory back; harmless when it is over. */
  discard(): void {
    if (this.#over) return
    this.#over = true
    this.#flac.FLAC__stream_encoder_delete(this.#encoder)
  }

  #taken(): Uint8Array {
    return Buffer.concat(this.#frames.splice(0))
  }
}
