import { BYTES_PER_SAMPLE } from '../../shared/audio-format'
import type { AudioPart } from '../ports/session'

/**
 * Decodes the base64 audio of deltas to samples. A server may cut its stream anywhere, also in the middle of a sample, and
 * may send several parts by turns: each part's odd byte is kept for that part's next delta, since dropping it would turn
 * all that follows into noise.
 */
export class AudioPayloads {
  readonly #parts = new Map<string, SampleStream>()

  /** The samples that a delta completes; none when it is not base64. */
  decode(part: AudioPart, base64: string): Int16Array {
    const key = keyOf(part)
    const stream = this.#parts.get(key) ?? new SampleStream()
    this.#parts.set(key, stream)
    return stream.push(decodeAudio(base64) ?? nothing)
  }

  /** The part is over: half a sample at its end is lost, and nothing of it gets into a later part of the same name. */
  finish(part: AudioPart): void {
    this.#parts.delete(keyOf(part))
  }

  /** No part goes on. */
  clear(): void {
    this.#parts.clear()
  }
}

/** Makes whole samples of bytes (PCM16, little-endian) that come in pieces of any length. */
export class SampleStream {
  /** The lower half of a sample whose upper half is still to come. */
  #oddByte: Buffer = nothing

  push(bytes: Buffer): Int16Array {
    const all = this.#oddByte.length > 0 ? Buffer.concat([this.#oddByte, bytes]) : bytes
    const whole = all.length - (all.length % BYTES_PER_SAMPLE)
    this.#oddByte = all.subarray(whole)
    // A copy of its own: small buffers share one pool, whose offsets need not suit 16-bit samples.
    const samples = new Int16Array(whole / BYTES_PER_SAMPLE)
    for (let index = 0; index < samples.length; index++) samples[index] = all.readInt16LE(index * BYTES_PER_SAMPLE)
    return samples
  }
}

const nothing = Buffer.alloc(0)

/**
 * Decodes base64 as servers write it: with or without padding and line breaks, in either alphabet.
 * @returns null for anything else. Node skips what it does not know, which would shift all that follows by some bits.
 */
export function decodeAudio(base64: string): Buffer | null {
  const bytes = Buffer.from(base64, 'base64')
  // Nearly all of it comes as Node would write it itself, and to see that is ten times as fast.
  return bytes.toString('base64') === base64 || isBase64(base64.replace(/\s+/g, '')) ? bytes : null
}

/** Looks for what does not belong: a pattern for the whole would overflow the stack at some five million characters. */
function isBase64(bare: string): boolean {
  const padding = /={1,2}$/.exec(bare)?.[0].length ?? 0
  const isWhole = padding > 0 ? bare.length % 4 === 0 : bare.length % 4 !== 1
  const strange = bare.search(/[^\w+/-]/)
  return isWhole && (strange === -1 || strange === bare.length - padding)
}

const keyOf = ({ itemId, contentIndex }: AudioPart): string => `${contentIndex}:${itemId}`
