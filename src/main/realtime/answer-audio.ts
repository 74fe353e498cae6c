import { SAMPLE_RATE } from '../../shared/audio-format'
import type { ServerEventOf } from '../../shared/realtime/server-events'
import { decodeAudio, SampleStream } from '../session/audio-payload'
import { pcma, pcmu } from './g711'
import type { CreateRateConverter, RateConverter } from './rate-converter'
import type { WireFormat } from './wire-format'

type Delta = ServerEventOf<'response.output_audio.delta'>

/** The part that an event is about. */
interface PartName {
  readonly item_id: string
  readonly content_index: number
}

/** More parts at a time than any server sends; one that never ends any is not to fill the memory. */
const MAX_OPEN_PARTS = 64

/**
 * Brings the sound of answers into the one format of Parley: 24 kHz mono PCM16, whole samples in every delta. Each part is
 * a stream of its own, and stays in the format in which it began.
 */
export class AnswerAudio {
  readonly #createConverter: CreateRateConverter
  readonly #parts = new Map<string, PartAudio>()

  constructor(createConverter: CreateRateConverter) {
    this.#createConverter = createConverter
  }

  /** @returns the delta in Parley's format; null when it is not base64 */
  convert(delta: Delta, format: WireFormat): Delta | null {
    const bytes = decodeAudio(delta.delta)
    if (!bytes) return null
    const key = keyOf(delta)
    const part = this.#parts.get(key) ?? new PartAudio(format, this.#createConverter(format.rate, SAMPLE_RATE))
    this.#parts.set(key, part)
    const [oldest] = this.#parts.keys()
    if (this.#parts.size > MAX_OPEN_PARTS && oldest !== undefined) this.#parts.delete(oldest)
    return part.convert(delta, bytes)
  }

  /** A part is over. @returns the end of its sound, as one more delta, when some was still held back */
  finish(part: PartName): readonly Delta[] {
    const key = keyOf(part)
    const rest = this.#parts.get(key)?.finish()
    this.#parts.delete(key)
    return rest ? [rest] : []
  }

  /** A response is over, and with it every part of it; without a name it is the only one. */
  finishResponse(id: string | undefined): readonly Delta[] {
    const isOther = (owner: string | undefined): boolean => id !== undefined && owner !== undefined && owner !== id
    const over = [...this.#parts.values()].flatMap(({ last }) => (last && !isOther(last.response_id) ? [last] : []))
    return over.flatMap((delta) => this.finish(delta))
  }
}

class PartAudio {
  readonly #format: WireFormat
  readonly #converter: RateConverter
  readonly #stream = new SampleStream()
  #received = 0
  #delivered = 0
  /** The last delta that came, without its sound. */
  last: Delta | null = null

  constructor(format: WireFormat, converter: RateConverter) {
    this.#format = format
    this.#converter = converter
  }

  convert(delta: Delta, bytes: Buffer): Delta {
    this.last = { ...delta, delta: '' }
    const samples = this.#decode(bytes)
    this.#received += samples.length
    return this.#deliver(delta, this.#converter.process(samples))
  }

  /** Never longer than what was received: a truncation beyond what the server sent would be refused. */
  finish(): Delta | null {
    const { last } = this
    const missing = Math.floor((this.#received * SAMPLE_RATE) / this.#format.rate) - this.#delivered
    const rest = this.#converter.flush().subarray(0, Math.max(0, missing))
    return last && rest.length > 0 ? this.#deliver({ ...last, event_id: undefined }, rest) : null
  }

  #decode(bytes: Buffer): Int16Array {
    switch (this.#format.encoding) {
      case 'pcm':
        return this.#stream.push(bytes)
      case 'pcmu':
        return pcmu.decode(bytes)
      case 'pcma':
        return pcma.decode(bytes)
    }
  }

  #deliver(delta: Delta, samples: Int16Array): Delta {
    this.#delivered += samples.length
    return { ...delta, delta: Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength).toString('base64') }
  }
}

const keyOf = ({ item_id, content_index }: PartName): string => `${content_index}:${item_id}`
