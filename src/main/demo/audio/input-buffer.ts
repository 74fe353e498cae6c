import { BYTES_PER_SAMPLE, msToSamples, SAMPLES_PER_MS } from '../../../shared/audio-format'
import { accepted, type Checked, invalidRequest, refused } from '../errors'
import { bytesToSamples } from '../../audio/pcm'
import { decodeBase64 } from './base64'
import type { RateConverter } from './wire-rate'

/** OpenAI's limit on one `input_audio_buffer.append`. */
export const MAX_APPEND_BYTES = 15 * 1024 * 1024

/** A commit of less than this is refused. */
const MIN_COMMIT_MS = 100

/**
 * Microphone audio that was appended and not yet committed. It sits on the session's audio timeline: sample 0 is the
 * first that the session ever got, and positions never go back, whatever is committed, cleared or forgotten.
 */
export class InputBuffer {
  readonly #newResampler: () => RateConverter
  /** Brings what is being spoken to 24 kHz. */
  #resampler: RateConverter
  #blocks: Int16Array[] = []
  #start = 0
  #end = 0
  /** PCM16 may be cut between the two bytes of a sample. */
  #halfSample = Buffer.alloc(0)

  /** @param newResampler makes what brings the client's sound to 24 kHz; asked again where a new sound begins */
  constructor(newResampler: () => RateConverter) {
    this.#newResampler = newResampler
    this.#resampler = newResampler()
  }

  /** The position after the last sample. */
  get end(): number {
    return this.#end
  }

  /** How many samples wait to be committed. */
  get length(): number {
    return this.#end - this.#start
  }

  /**
   * Appends audio as it travels: PCM16 in base64.
   * @returns the samples that this completed; an error leaves the buffer as it was
   */
  append(base64: string): Checked<Int16Array> {
    const bytes = decodeBase64(base64)
    if (!bytes) {
      const message = "Invalid 'audio'. Expected audio bytes in base64, and got something else."
      return refused(invalidRequest('invalid_value', message, 'audio'))
    }
    if (bytes.length > MAX_APPEND_BYTES) {
      const message = `Invalid 'audio': ${bytes.length} bytes are more than the maximum of ${MAX_APPEND_BYTES}.`
      return refused(invalidRequest('string_above_max_length', message, 'audio'))
    }
    const whole = this.#halfSample.length > 0 ? Buffer.concat([this.#halfSample, bytes]) : bytes
    this.#halfSample = Buffer.from(whole.subarray(whole.length - (whole.length % BYTES_PER_SAMPLE)))
    const samples = this.#resampler.process(bytesToSamples(whole))
    this.#add(samples)
    return accepted(samples)
  }

  /** A copy of the samples between two positions, as far as they are still here. */
  read(from: number, until: number): Int16Array {
    const start = Math.max(from, this.#start)
    const copy = new Int16Array(Math.max(0, Math.min(until, this.#end) - start))
    let position = this.#start
    for (const block of this.#blocks) {
      const part = block.subarray(Math.max(0, start - position), Math.max(0, start + copy.length - position))
      if (part.length > 0) copy.set(part, Math.max(position, start) - start)
      position += block.length
    }
    return copy
  }

  /** Takes out all that waits, for a commit that the client asked for. */
  commit(): Checked<Int16Array> {
    this.#add(this.#resampler.flush())
    this.#resampler = this.#newResampler()
    const { length } = this
    if (length < msToSamples(MIN_COMMIT_MS)) {
      const has = (length / SAMPLES_PER_MS).toFixed(2)
      const message = `Error committing input audio buffer: buffer too small. Expected at least ${MIN_COMMIT_MS}ms of audio, but buffer only has ${has}ms of audio.`
      return refused(invalidRequest('input_audio_buffer_commit_empty', message))
    }
    const samples = this.read(this.#start, this.#end)
    this.clear()
    return accepted(samples)
  }

  /** Forgets everything; the timeline goes on from here. */
  clear(): void {
    this.forgetBefore(this.#end)
    this.startSound()
  }

  /** What comes is no continuation, or of another rate. */
  startSound(): void {
    this.#halfSample = Buffer.alloc(0)
    this.#resampler = this.#newResampler()
  }

  #add(samples: Int16Array): void {
    this.#blocks.push(samples)
    this.#end += samples.length
  }

  /** Forgets the audio before a position. */
  forgetBefore(position: number): void {
    while (this.#blocks[0] && this.#start + this.#blocks[0].length <= position) {
      this.#start += this.#blocks.shift()?.length ?? 0
    }
    const [first] = this.#blocks
    if (!first || position <= this.#start) return
    this.#blocks[0] = first.subarray(position - this.#start)
    this.#start = position
  }
}
