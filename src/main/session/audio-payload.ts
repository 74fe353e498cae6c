import { BYTES_PER_SAMPLE } from '../../shared/audio-format'
import type { AudioPart } from './ports'

/**
 * Decodes the base64 audio of deltas to samples. A server may cut its stream anywhere, also in the middle of a sample:
 * the odd byte is kept for the part's next delta, since dropping it would turn all that follows into noise.
 */
export class AudioPayloads {
  #part: AudioPart | null = null
  #oddByte: Buffer = Buffer.alloc(0)

  decode(part: AudioPart, base64: string): Int16Array {
    const continues = this.#part?.itemId === part.itemId && this.#part.contentIndex === part.contentIndex
    const received = Buffer.from(base64, 'base64')
    const bytes = continues && this.#oddByte.length > 0 ? Buffer.concat([this.#oddByte, received]) : received
    const whole = bytes.length - (bytes.length % BYTES_PER_SAMPLE)
    this.#part = part
    this.#oddByte = bytes.subarray(whole)
    // A copy of its own: small buffers share one pool, whose offsets need not suit 16-bit samples.
    const samples = new Int16Array(whole / BYTES_PER_SAMPLE)
    for (let index = 0; index < samples.length; index++) samples[index] = bytes.readInt16LE(index * BYTES_PER_SAMPLE)
    return samples
  }
}
