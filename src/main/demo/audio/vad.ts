import { msToSamples } from '../../../shared/audio-format'
import { Loudness, VOICE_FRAME_SAMPLES } from './loudness'

/** How turns are found; what the fields mean is OpenAI's `server_vad`. */
export interface VadSettings {
  /** 0 to 1; higher needs louder speech. */
  readonly threshold: number
  /** Audio from before the first voiced frame that belongs to the turn, in milliseconds. */
  readonly prefixPaddingMs: number
  /** Silence that ends a turn, in milliseconds; it belongs to the turn. */
  readonly silenceDurationMs: number
}

/** What was found. Positions are samples since the session's first, so they don't depend on how fast audio arrives. */
export type VadEvent =
  | { readonly kind: 'speech_started'; readonly startSample: number }
  | { readonly kind: 'speech_stopped'; readonly startSample: number; readonly endSample: number }
  | { readonly kind: 'idle'; readonly startSample: number; readonly endSample: number }

interface Turn {
  readonly startSample: number
  /** The end of the last voiced frame. */
  voiceEnd: number
}

/** A click is shorter than this many frames; a syllable is not. */
export const ONSET_FRAMES = 3

/**
 * Finds turns of speech by loudness, in the place of OpenAI's model. It knows no time but the number of samples it was
 * given, so it finds the same turns however the audio was cut and whenever it came.
 */
export class VoiceActivityDetector {
  readonly #loudness: Loudness
  readonly #prefix: number
  readonly #silence: number
  #position: number
  /** No turn starts before this: the end of the last turn, or where detection was switched on. */
  #floor: number
  #voicedFrames = 0
  #turn: Turn | null = null
  #idle: { readonly from: number; readonly until: number } | null = null

  /** @param position the sample of the session's timeline at which detection begins */
  constructor(settings: VadSettings, position: number) {
    this.#loudness = new Loudness(settings.threshold)
    this.#prefix = msToSamples(settings.prefixPaddingMs)
    this.#silence = msToSamples(settings.silenceDurationMs)
    this.#position = this.#floor = position
  }

  /** Whether a turn has started and not ended. */
  get speaking(): boolean {
    return this.#turn !== null
  }

  /** Reports once that nobody spoke between these two samples, unless somebody does. */
  expectSpeech(from: number, until: number): void {
    this.#idle = { from, until }
  }

  /** Takes the next samples of the timeline and says what they decided, in order. */
  push(samples: Int16Array): VadEvent[] {
    return this.#loudness.push(samples).flatMap((voiced) => {
      this.#position += VOICE_FRAME_SAMPLES
      const event = this.#turn ? this.#continueTurn(this.#turn, voiced) : (this.#awaitTurn(voiced) ?? this.#checkIdle())
      return event ? [event] : []
    })
  }

  #awaitTurn(voiced: boolean): VadEvent | null {
    this.#voicedFrames = voiced ? this.#voicedFrames + 1 : 0
    if (this.#voicedFrames < ONSET_FRAMES) return null
    const onset = this.#position - this.#voicedFrames * VOICE_FRAME_SAMPLES
    const startSample = Math.max(this.#floor, onset - this.#prefix)
    this.#turn = { startSample, voiceEnd: this.#position }
    this.#idle = null
    return { kind: 'speech_started', startSample }
  }

  #continueTurn(turn: Turn, voiced: boolean): VadEvent | null {
    if (voiced) turn.voiceEnd = this.#position
    const endSample = turn.voiceEnd + this.#silence
    if (voiced || this.#position < endSample) return null
    this.#floor = endSample
    this.#turn = null
    this.#voicedFrames = 0
    return { kind: 'speech_stopped', startSample: turn.startSample, endSample }
  }

  #checkIdle(): VadEvent | null {
    const idle = this.#idle
    if (!idle || this.#position < idle.until) return null
    this.#idle = null
    this.#floor = Math.max(this.#floor, idle.until)
    return { kind: 'idle', startSample: idle.from, endSample: idle.until }
  }
}
