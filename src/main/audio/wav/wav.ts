import { BYTES_PER_SAMPLE } from '../../../shared/audio-format'
import { Failure } from '../../../shared/ipc/result'

/** Sound as a WAV file holds it: PCM16, interleaved. */
export interface WavAudio {
  /** Hertz. */
  readonly sampleRate: number
  readonly channels: number
  readonly samples: Int16Array
}

/** Bytes before the samples in the files that {@link wavHeader} starts. */
export const WAV_HEADER_BYTES = 44

const FORMAT_PCM = 1
const FORMAT_FLOAT = 3
const FORMAT_EXTENSIBLE = 0xfffe
const FORMAT_NAMES: Readonly<Record<number, string>> = {
  2: 'Microsoft ADPCM',
  6: 'A-law',
  7: 'mu-law',
  0x11: 'IMA ADPCM',
  0x55: 'MP3',
  0xff: 'AAC',
}

interface Format {
  readonly encoding: number
  readonly channels: number
  readonly sampleRate: number
  readonly bitsPerSample: number
}

type ReadSample = (view: DataView, offset: number) => number

/**
 * Reads a WAV file: RIFF with 8, 16, 24 or 32-bit integers or 32-bit floats, plain or WAVE_FORMAT_EXTENSIBLE, any
 * number of channels at any rate. A data size beyond the end of the file, as streaming encoders write, means "to the
 * end"; so does a size of 0 where the whole file's size was left open too.
 * @param bytes The whole file.
 * @throws Failure `wav.not_wav`, `wav.truncated` (no sound data before the file ends), `wav.unsupported` (the encoding,
 * with how to convert it) or `wav.empty`.
 */
export function parseWav(bytes: Uint8Array): WavAudio {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  checkMagic(view)
  let format: Format | undefined
  let offset = 12
  while (offset + 8 <= view.byteLength) {
    const name = ascii(view, offset)
    const size = view.getUint32(offset + 4, true)
    const start = offset + 8
    const end = Math.min(start + size, view.byteLength)
    if (name === 'fmt ') format = parseFormat(view, start, end)
    if (name === 'data') {
      if (!format) throw new Failure('wav.not_wav')
      return decode(view, start, size === 0 && isOpenEnded(view) ? view.byteLength : end, format)
    }
    offset = start + size + (size % 2) // chunks start at even offsets; the padding is not part of the size
  }
  throw new Failure('wav.truncated')
}

/**
 * The 44 bytes that start a PCM16 file.
 * @param dataBytes Bytes of samples that follow.
 */
export function wavHeader(sampleRate: number, channels: number, dataBytes: number): Buffer {
  const header = Buffer.alloc(WAV_HEADER_BYTES)
  const frameBytes = channels * BYTES_PER_SAMPLE
  header.write('RIFF', 0, 'latin1')
  header.writeUInt32LE(WAV_HEADER_BYTES - 8 + dataBytes, 4)
  header.write('WAVEfmt ', 8, 'latin1')
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(FORMAT_PCM, 20)
  header.writeUInt16LE(channels, 22)
  header.writeUInt32LE(sampleRate, 24)
  header.writeUInt32LE(sampleRate * frameBytes, 28)
  header.writeUInt16LE(frameBytes, 32)
  header.writeUInt16LE(BYTES_PER_SAMPLE * 8, 34)
  header.write('data', 36, 'latin1')
  header.writeUInt32LE(dataBytes, 40)
  return header
}

function checkMagic(view: DataView): void {
  const magic = view.byteLength >= 12 ? ascii(view, 0) : ''
  if (magic === 'RF64' || magic === 'RIFX') throw unsupported(`the ${magic} variant of WAV`)
  if (magic === 'RIFF' && ascii(view, 8) === 'WAVE') return
  if (view.byteLength === 0) throw new Failure('wav.empty')
  if (view.byteLength < 12 && 'RIFF'.startsWith(ascii(view, 0))) throw new Failure('wav.truncated')
  throw new Failure('wav.not_wav')
}

function parseFormat(view: DataView, start: number, end: number): Format {
  if (end - start < 16) throw new Failure('wav.truncated')
  const encoding = view.getUint16(start, true)
  const format = {
    // The extensible form names the encoding in the first two bytes of a GUID behind the plain fields.
    encoding: encoding === FORMAT_EXTENSIBLE && end - start >= 26 ? view.getUint16(start + 24, true) : encoding,
    channels: view.getUint16(start + 2, true),
    sampleRate: view.getUint32(start + 4, true),
    bitsPerSample: view.getUint16(start + 14, true),
  }
  if (format.channels === 0 || format.sampleRate === 0) throw new Failure('wav.not_wav')
  return format
}

function decode(view: DataView, start: number, end: number, format: Format): WavAudio {
  const { channels, sampleRate, bitsPerSample } = format
  const read = sampleReader(format)
  const bytesPerSample = bitsPerSample / 8
  const frames = Math.floor((end - start) / (bytesPerSample * channels))
  if (frames <= 0) throw new Failure('wav.empty')
  const samples = new Int16Array(frames * channels)
  for (let index = 0; index < samples.length; index++) samples[index] = read(view, start + index * bytesPerSample)
  return { sampleRate, channels, samples }
}

function sampleReader({ encoding, bitsPerSample }: Format): ReadSample {
  switch (`${encoding}/${bitsPerSample}`) {
    case `${FORMAT_PCM}/8`:
      return (view, offset) => (view.getUint8(offset) - 128) * 256 // 8-bit WAV is unsigned, all others are signed
    case `${FORMAT_PCM}/16`:
      return (view, offset) => view.getInt16(offset, true)
    case `${FORMAT_PCM}/24`:
      return (view, offset) => view.getInt16(offset + 1, true)
    case `${FORMAT_PCM}/32`:
      return (view, offset) => view.getInt16(offset + 2, true)
    case `${FORMAT_FLOAT}/32`:
      return (view, offset) => floatToSample(view.getFloat32(offset, true))
    default:
      throw unsupported(describe(encoding, bitsPerSample))
  }
}

const floatToSample = (value: number): number =>
  Number.isNaN(value) ? 0 : Math.max(-32_768, Math.min(32_767, Math.round(value * 32_768)))

function describe(encoding: number, bitsPerSample: number): string {
  if (encoding === FORMAT_PCM) return `${bitsPerSample}-bit integer samples`
  if (encoding === FORMAT_FLOAT) return `${bitsPerSample}-bit floating-point samples`
  return FORMAT_NAMES[encoding] ?? `encoding 0x${encoding.toString(16)}`
}

const unsupported = (what: string): Failure => new Failure('wav.unsupported', { what })

/** Whether the encoder left the size of the whole file open, as it does when it can't seek back to fill it in. */
function isOpenEnded(view: DataView): boolean {
  const size = view.getUint32(4, true)
  return size === 0 || size + 8 > view.byteLength
}

const ascii = (view: DataView, offset: number): string =>
  String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + offset, Math.min(4, view.byteLength - offset)))
