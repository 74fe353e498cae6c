import { type AppError, appError } from '../../shared/ipc/result'
import type { ClientEvent } from '../../shared/realtime/client-events'
import type { Parsed } from '../../shared/realtime/parse'
import type { ServerEvent } from '../../shared/realtime/server-events'
import type { EndpointRates } from '../../shared/realtime/session-config'
import type { WireEvent } from '../../shared/realtime/wire'
import { AnswerAudio } from './answer-audio'
import { FormatAgreement } from './format-agreement'
import { MicrophoneAudio } from './microphone-audio'
import type { CreateRateConverter } from './rate-converter'
import { isOurs, type StatedFormat } from './wire-format'

export interface WireAudioOptions {
  readonly rates: EndpointRates
  /** Whether the server is asked for formats; it is if left out. */
  readonly asksForFormats?: boolean
  /** Loads what converts between rates; called at most once, and only when the server wants another rate than 24 kHz. */
  readonly loadConverter: () => Promise<CreateRateConverter>
  /** Told once when the server uses a format that Parley does not know: then no sound passes in that direction. */
  readonly onUnknownFormat: (error: AppError) => void
  readonly onFailure: (thrown: unknown) => void
}

type Frame = Parsed<ServerEvent>

/**
 * The sound of one connection, at its edge: behind it everything is 24 kHz mono PCM16, before it is whatever the server
 * takes and gives.
 */
export class WireAudio {
  readonly #options: WireAudioOptions
  readonly #formats: FormatAgreement
  readonly #answers: AnswerAudio
  readonly #microphone: MicrophoneAudio
  #createConverter: CreateRateConverter | null = null
  /** What waits for the converter, in order; null when nothing has to. */
  #waiting: (() => void)[] | null = null
  #complained = false

  constructor(options: WireAudioOptions) {
    this.#options = options
    this.#formats = new FormatAgreement(options.rates, options.asksForFormats)
    const create: CreateRateConverter = (inRate, outRate) => this.#convert(inRate, outRate)
    this.#answers = new AnswerAudio(create)
    this.#microphone = new MicrophoneAudio(create)
    this.#loadIfNeeded()
  }

  /** Whether everything can be converted that has to be. */
  get isReady(): boolean {
    return this.#waiting === null
  }

  /** The rates in force, in hertz; null for a format that Parley doesn't know. */
  get agreedRates(): { readonly inputRate: number | null; readonly outputRate: number | null } {
    return { inputRate: rateOf(this.#formats.input), outputRate: rateOf(this.#formats.output) }
  }

  /** Does something as soon as {@link isReady}, and after all that came before. */
  whenReady(step: () => void): void {
    if (this.#waiting) this.#waiting.push(step)
    else step()
  }

  /** Takes in what an event of the server, in its own dialect, says of its formats. */
  hear(event: WireEvent): void {
    this.#formats.hear(event)
    this.#loadIfNeeded()
  }

  /** What a frame of the server is inside Parley: itself, but for sound; and what is left of a sound comes before its end. */
  received(frame: Frame): readonly Frame[] {
    if (frame.kind !== 'event') return [frame]
    const { event } = frame
    switch (event.type) {
      case 'response.output_audio.delta':
        return [this.#receivedDelta(event)]
      case 'response.output_audio.done':
        return [...this.#answers.finish(event).map(asFrame), frame]
      case 'response.done':
        return [...this.#answers.finishResponse(event.response.id).map(asFrame), frame]
      default:
        return [frame]
    }
  }

  /** What an event becomes on its way to the server. */
  sent(event: ClientEvent): readonly ClientEvent[] {
    switch (event.type) {
      case 'session.update':
        return [this.#formats.ask(event)]
      case 'input_audio_buffer.commit':
        return [...append(this.#microphone.finish()), event]
      case 'input_audio_buffer.clear':
        this.#microphone.discard()
        return [event]
      default:
        return [event]
    }
  }

  /** The base64 of a block of the microphone's sound; empty when there is nothing to send yet. */
  sentAudio(samples: Int16Array): string {
    const format = this.#formats.input
    if (format.encoding !== 'unknown') return this.#microphone.encode(samples, format)
    this.#complain(format.name)
    return ''
  }

  #receivedDelta(event: Extract<ServerEvent, { type: 'response.output_audio.delta' }>): Frame {
    const format = this.#formats.output
    if (format.encoding === 'unknown') {
      this.#complain(format.name)
      return asFrame({ ...event, delta: '' })
    }
    const converted = this.#answers.convert(event, format)
    if (converted) return asFrame(converted)
    const raw = { ...event, delta: `[${event.delta.length} characters]` } // broken sound is sound, and not to be kept
    return { kind: 'malformed', reason: 'delta: not base64', raw }
  }

  #complain(format: string): void {
    if (this.#complained) return
    this.#complained = true
    this.#options.onUnknownFormat(appError('audio.format_unknown', { format }))
  }

  #loadIfNeeded(): void {
    if (this.#createConverter || this.#waiting || [this.#formats.input, this.#formats.output].every(needsNone)) return
    this.#waiting = []
    this.#options.loadConverter().then(
      (create) => {
        this.#createConverter = create
        const waiting = this.#waiting ?? []
        this.#waiting = null
        for (const step of waiting) step()
      },
      (error: unknown) => this.#options.onFailure(error),
    )
  }

  #convert(inRate: number, outRate: number): ReturnType<CreateRateConverter> {
    if (inRate === outRate) return untouched
    if (!this.#createConverter) throw new Error('Sound came before it could be converted')
    return this.#createConverter(inRate, outRate)
  }
}

const rateOf = (format: StatedFormat): number | null => (format.encoding === 'unknown' ? null : format.rate)

const needsNone = (format: StatedFormat): boolean => format.encoding === 'unknown' || isOurs(format)

const untouched = { process: (samples: Int16Array) => samples, flush: () => new Int16Array(0) }

const asFrame = (event: ServerEvent): Frame => ({ kind: 'event', event })

const append = (audio: string): readonly ClientEvent[] =>
  audio === '' ? [] : [{ type: 'input_audio_buffer.append', audio }]
