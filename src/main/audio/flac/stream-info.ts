import { SAMPLE_RATE, SAMPLES_PER_MS } from '../../../shared/audio-format'

/**
 * The beginning of a FLAC file: the mark, and the one block of metadata that each has, which says what follows. A file is
 * begun before that is known, and its beginning is replaced when it is.
 * Source: RFC 9639, 6 and 8.2.
 */
export interface StreamInfo {
  /** Samples in a frame; the last frame may have fewer. */
  readonly frameSamples: number
  /** Bytes; 0 where they aren't known. */
  readonly smallestFrame: number
  readonly largestFrame: number
  /** 0 where it isn't known. */
  readonly totalSamples: number
  /** Of the samples as little-endian bytes; all zeros where it isn't known. */
  readonly md5: Uint8Array
}

export const STREAM_INFO_BYTES = 42
const mark = 'fLaC'
const INFO_BYTES = 34
const CHANNELS = 1
const BITS_PER_SAMPLE = 16

/** The beginning of a file of 24 kHz mono PCM16. */
export function writeStreamInfo(info: StreamInfo): Uint8Array {
  const bytes = Buffer.alloc(STREAM_INFO_BYTES)
  bytes.write(mark, 0, 'latin1')
  bytes.writeUInt8(0x80, 4) // the last block of metadata, and of the type STREAMINFO
  bytes.writeUIntBE(INFO_BYTES, 5, 3)
  bytes.writeUInt16BE(info.frameSamples, 8)
  bytes.writeUInt16BE(info.frameSamples, 10)
  bytes.writeUIntBE(info.smallestFrame, 12, 3)
  bytes.writeUIntBE(info.largestFrame, 15, 3)
  // 20 bits of rate, 3 of channels, 5 of bits per sample, 36 of samples
  const format =
    (BigInt(SAMPLE_RATE) << 44n) |
    (BigInt(CHANNELS - 1) << 41n) |
    (BigInt(BITS_PER_SAMPLE - 1) << 36n) |
    BigInt(info.totalSamples)
  bytes.writeBigUInt64BE(format, 18)
  bytes.set(info.md5, 26)
  return bytes
}

/** How long the sound of a file is, in milliseconds, by its beginning; null when that isn't one of a whole file. */
export function flacLengthMs(beginning: Uint8Array): number | null {
  const bytes = Buffer.from(beginning.buffer, beginning.byteOffset, beginning.byteLength)
  if (bytes.length < STREAM_INFO_BYTES || bytes.toString('latin1', 0, 4) !== mark) return null
  const totalSamples = Number(bytes.readBigUInt64BE(18) & 0xf_ffff_ffffn)
  return totalSamples === 0 ? null : Math.round(totalSamples / SAMPLES_PER_MS)
}
