import { createRequire } from 'node:module'
import { createHash } from 'node:crypto'
import { bytesToSamples, concatSamples, samplesToBytes } from '../../src/main/audio/pcm'
import { loadFlac } from '../../src/main/audio/flac/flac-library'

/** What of libFLAC decodes. */
interface FlacDecoder {
  create_libflac_decoder(verify: boolean): number
  init_decoder_stream(
    decoder: number,
    onRead: (count: number) => { buffer: Uint8Array | undefined; readDataLength: number; error?: boolean },
    onWrite: (channels: readonly Uint8Array[]) => void,
    onError: (code: number) => void,
    onMetadata: () => void,
  ): number
  FLAC__stream_decoder_process_until_end_of_stream(decoder: number): number
  FLAC__stream_decoder_finish(decoder: number): number
  FLAC__stream_decoder_delete(decoder: number): void
}

/** The samples of a FLAC file; throws when anything in it is wrong, its checksum over all samples included. */
export async function decodeFlac(file: Uint8Array): Promise<Int16Array> {
  await loadFlac()
  const flac = createRequire(import.meta.url)('libflacjs/dist/libflac.min.wasm.js') as FlacDecoder
  const decoder = flac.create_libflac_decoder(true)
  const blocks: Int16Array[] = []
  const errors: number[] = []
  let at = 0
  flac.init_decoder_stream(
    decoder,
    (count) => {
      const buffer = file.slice(at, at + count)
      at += buffer.length
      return { buffer, readDataLength: buffer.length }
    },
    ([channel]) => blocks.push(bytesToSamples(channel ?? new Uint8Array()).slice()),
    (code) => errors.push(code),
    () => undefined,
  )
  const done = flac.FLAC__stream_decoder_process_until_end_of_stream(decoder)
  const checked = flac.FLAC__stream_decoder_finish(decoder)
  flac.FLAC__stream_decoder_delete(decoder)
  if (!done || !checked || errors.length > 0) throw new Error(`Not a whole FLAC file (${errors.join(', ')})`)
  return concatSamples(blocks)
}

/** The checksum that a FLAC file bears of its samples, and the one that it ought to bear. */
export const checksums = (file: Uint8Array, samples: Int16Array): readonly [string, string] => [
  Buffer.from(file.subarray(26, 42)).toString('hex'),
  createHash('md5').update(samplesToBytes(samples)).digest('hex'),
]
