import { isDeepStrictEqual } from 'node:util'
import { msToSamples, samplesToMs } from '../../../shared/audio-format'
import type { WireEvent } from '../../../shared/realtime/wire'
import type { ProtocolError } from '../errors'
import type { NewId } from '../ids'
import type { TurnDetection } from '../settings/session-settings'
import { idleTimeoutMs, vadSettings } from '../settings/turn-detection'
import { InputBuffer } from './input-buffer'
import { type VadEvent, VoiceActivityDetector } from './vad'
import type { RateConverter } from './wire-rate'

/** With an open microphone, silence older than this is forgotten, so that an hour of it costs no memory. */
const SILENCE_KEPT_MS = 30_000

/** Why audio became a message: the server heard a turn end, nobody spoke, or the client said so. */
export type CommitCause = 'turn' | 'idle' | 'client'

export interface AudioInputOptions {
  readonly newId: NewId
  /** Makes what brings the client's sound to 24 kHz. */
  readonly newResampler: () => RateConverter
  readonly send: (event: WireEvent) => void
  readonly onSpeechStarted: () => void
  /** Whether silence may be answered now. */
  readonly mayAnswerSilence: () => boolean
  readonly onCommit: (itemId: string, samples: Int16Array, cause: CommitCause) => void
}

/** The microphone's way in: buffers what is appended, finds turns in it, and makes messages of them. */
export class AudioInput {
  readonly #options: AudioInputOptions
  readonly #buffer: InputBuffer
  #detection: TurnDetection | null
  #detector: VoiceActivityDetector | null = null
  /** The id that was promised to the turn being spoken. */
  #turnItemId: string | null = null

  constructor(detection: TurnDetection | null, options: AudioInputOptions) {
    this.#options = options
    this.#buffer = new InputBuffer(options.newResampler)
    this.#detection = detection
    this.#restartDetector()
  }

  /** The client's sound has another rate from now on. */
  changeRate(): void {
    this.#buffer.startSound()
  }

  /** Takes new turn detection settings; a turn that is being spoken is found again from here. */
  configure(detection: TurnDetection | null): void {
    if (isDeepStrictEqual(detection, this.#detection)) return
    this.#detection = detection
    this.#restartDetector()
  }

  append(base64: string): ProtocolError | null {
    const appended = this.#buffer.append(base64)
    if (!appended.ok) return appended.error
    for (const event of this.#detector?.push(appended.value) ?? []) this.#handle(event)
    if (this.#detector && !this.#detector.speaking) {
      this.#buffer.forgetBefore(this.#buffer.end - msToSamples(SILENCE_KEPT_MS))
    }
    return null
  }

  commit(): ProtocolError | null {
    const committed = this.#buffer.commit()
    if (!committed.ok) return committed.error
    const itemId = this.#takeItemId()
    this.#restartDetector()
    this.#options.onCommit(itemId, committed.value, 'client')
    return null
  }

  clear(): void {
    this.#buffer.clear()
    this.#restartDetector()
    this.#options.send({ type: 'input_audio_buffer.cleared' })
  }

  /** An answer is out, and takes this long to play: from its end on, the user's silence is timed. */
  expectReply(spokenSamples: number): void {
    const timeout = this.#detection ? idleTimeoutMs(this.#detection) : null
    if (timeout === null) return
    const from = this.#buffer.end + spokenSamples
    this.#detector?.expectSpeech(from, from + msToSamples(timeout))
  }

  #handle(event: VadEvent): void {
    const { send, onSpeechStarted, mayAnswerSilence } = this.#options
    switch (event.kind) {
      case 'speech_started': {
        const audio_start_ms = samplesToMs(event.startSample)
        send({ type: 'input_audio_buffer.speech_started', audio_start_ms, item_id: this.#promiseItemId() })
        onSpeechStarted()
        return
      }
      case 'speech_stopped': {
        const item_id = this.#promiseItemId()
        send({ type: 'input_audio_buffer.speech_stopped', audio_end_ms: samplesToMs(event.endSample), item_id })
        this.#commitPart(event.startSample, event.endSample, 'turn')
        return
      }
      case 'idle': {
        if (!mayAnswerSilence()) return
        const audio_start_ms = samplesToMs(event.startSample)
        const audio_end_ms = samplesToMs(event.endSample)
        const item_id = this.#promiseItemId()
        send({ type: 'input_audio_buffer.timeout_triggered', audio_start_ms, audio_end_ms, item_id })
        this.#commitPart(event.startSample, event.endSample, 'idle')
      }
    }
  }

  #commitPart(from: number, until: number, cause: CommitCause): void {
    const samples = this.#buffer.read(from, until)
    this.#buffer.forgetBefore(until)
    this.#options.onCommit(this.#takeItemId(), samples, cause)
  }

  #restartDetector(): void {
    this.#turnItemId = null
    this.#detector = this.#detection && new VoiceActivityDetector(vadSettings(this.#detection), this.#buffer.end)
  }

  #promiseItemId(): string {
    return (this.#turnItemId ??= this.#options.newId('item'))
  }

  #takeItemId(): string {
    const id = this.#promiseItemId()
    this.#turnItemId = null
    return id
  }
}
