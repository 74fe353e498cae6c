import { SAMPLE_RATE } from '../../shared/audio-format'
import { pcma, pcmu } from './g711'
import type { CreateRateConverter, RateConverter } from './rate-converter'
import { isOurs, type WireFormat } from './wire-format'

const nothing = new Int16Array(0)

/** Brings the microphone's sound (24 kHz mono PCM16) into the format that the server takes, as base64. */
export class MicrophoneAudio {
  readonly #createConverter: CreateRateConverter
  #format: WireFormat | null = null
  /** Converts the turn, or the stream, that is being sent. */
  #converter: RateConverter | null = null

  constructor(createConverter: CreateRateConverter) {
    this.#createConverter = createConverter
  }

  /** The next block; empty while the converter has not heard enough to give anything. */
  encode(samples: Int16Array, format: WireFormat): string {
    if (this.#format?.rate !== format.rate) this.#converter = null
    this.#format = format
    if (isOurs(format)) return toBase64(samples, format)
    this.#converter ??= this.#createConverter(SAMPLE_RATE, format.rate)
    return toBase64(this.#converter.process(samples), format)
  }

  /** What is still missing of the sound so far: to be sent before a commit, which may hold 100 ms and nothing to spare. */
  finish(): string {
    const rest = this.#converter?.flush() ?? nothing
    this.#converter = null
    return this.#format ? toBase64(rest, this.#format) : ''
  }

  /** The sound so far counts no more. */
  discard(): void {
    this.#converter = null
  }
}

function toBase64(samples: Int16Array, { encoding }: WireFormat): string {
  if (encoding !== 'pcm') return Buffer.from((encoding === 'pcmu' ? pcmu : pcma).encode(samples)).toString('base64')
  return Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength).toString('base64')
}
