import { BYTES_PER_SAMPLE } from '../../shared/audio-format'

/** PCM16 arithmetic. "Samples" are signed 16-bit; bytes are little-endian, as the protocol, WAV and PortAudio have them. */

const FULL_SCALE = 32_768

/** Whether this machine keeps numbers the way the bytes come, so that they need no conversion. */
const LITTLE_ENDIAN = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1

/**
 * Reads little-endian bytes as samples. Shares the memory when it is aligned to whole samples, copies it otherwise;
 * an odd last byte is left out.
 */
export function bytesToSamples(bytes: Uint8Array): Int16Array {
  const length = Math.floor(bytes.byteLength / BYTES_PER_SAMPLE)
  if (LITTLE_ENDIAN && bytes.byteOffset % BYTES_PER_SAMPLE === 0) {
    return new Int16Array(bytes.buffer, bytes.byteOffset, length)
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Int16Array.from({ length }, (_, index) => view.getInt16(index * BYTES_PER_SAMPLE, true))
}

/** The little-endian bytes of samples, sharing their memory where the machine allows it. */
export function samplesToBytes(samples: Int16Array): Buffer {
  if (LITTLE_ENDIAN) return Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength)
  const bytes = Buffer.alloc(samples.byteLength)
  samples.forEach((sample, index) => bytes.writeInt16LE(sample, index * BYTES_PER_SAMPLE))
  return bytes
}

/** Averages interleaved channels into one; a single channel is handed back as it is. An incomplete last frame is left out. */
export function toMono(samples: Int16Array, channels: number): Int16Array {
  if (channels === 1) return samples
  const mono = new Int16Array(Math.floor(samples.length / channels))
  for (let frame = 0; frame < mono.length; frame++) {
    let sum = 0
    for (let channel = 0; channel < channels; channel++) sum += samples[frame * channels + channel] ?? 0
    mono[frame] = Math.round(sum / channels)
  }
  return mono
}

/** Repeats one channel into `channels` interleaved ones; for one channel the samples are handed back as they are. */
export function fromMono(samples: Int16Array, channels: number): Int16Array {
  if (channels === 1) return samples
  const interleaved = new Int16Array(samples.length * channels)
  samples.forEach((sample, frame) => interleaved.fill(sample, frame * channels, (frame + 1) * channels))
  return interleaved
}

/** A copy that falls evenly to silence over its whole length, so that a cut is not heard as a click. */
export function fadeOut(samples: Int16Array): Int16Array {
  return samples.map((sample, index) => Math.round(sample * (1 - (index + 1) / samples.length)))
}

export interface Level {
  /** Root mean square, 0 (silence) to 1 (a full-scale square wave). */
  readonly rms: number
  /** The largest sample, 0 to 1. */
  readonly peak: number
}

/** How loud a block is; an empty one is silent. */
export function level(samples: Int16Array): Level {
  let squares = 0
  let peak = 0
  for (const sample of samples) {
    squares += sample * sample
    peak = Math.max(peak, Math.abs(sample))
  }
  return { rms: Math.sqrt(squares / Math.max(1, samples.length)) / FULL_SCALE, peak: peak / FULL_SCALE }
}

/** Joins blocks into one. */
export function concatSamples(blocks: readonly Int16Array[]): Int16Array {
  const joined = new Int16Array(blocks.reduce((total, block) => total + block.length, 0))
  let offset = 0
  for (const block of blocks) {
    joined.set(block, offset)
    offset += block.length
  }
  return joined
}
