import type { Cancel, Clock } from '../../../shared/clock'
import { type AppError, asFailure, Failure } from '../../../shared/ipc/result'
import { isBenignError } from '../../../shared/realtime/error-codes'
import type { ServerEvent } from '../../../shared/realtime/server-events'
import { serverRefusal } from '../../../shared/realtime/server-refusal'
import { serverTakesTurns } from '../../../shared/realtime/session-config'
import type { TurnMode } from '../../../shared/realtime/turn-mode'
import type { SessionState } from '../../../shared/session/state'
import type { SessionService, SessionUpdate } from '../../session/service'

export interface Script {
  readonly mode: TurnMode
  /** Turns to type, one after the other, each when the one before is answered. */
  readonly say: readonly string[]
  /** Whether the microphone is a file, which is spoken once. */
  readonly speaksFile: boolean
  /** Answers after which to end; null for all that the script asks for, or for ever when it asks for nothing. */
  readonly turns: number | null
  /** Whether somebody sits at the keyboard or pipes lines in, so that the end of the script is not the end. */
  readonly interactive: boolean
}

/** After the end of a file, this much quiet means that no answer is to be expected any more. */
const QUIET_MS = 5_000

/**
 * Drives a session through a script and knows when it is over: when as many turns as wanted are answered and heard, or
 * when nothing more can come.
 */
export class Conductor {
  readonly #service: SessionService
  readonly #script: Script
  readonly #clock: Clock
  readonly #waitingTexts: string[]
  readonly #finished: Promise<void>
  #resolve: () => void = () => undefined
  #reject: (failure: Failure) => void = () => undefined
  #answers = 0
  #refusal: Failure | null = null
  #fileEnded = false
  #inputClosed = false
  #started = false
  #cancelQuiet: Cancel = () => undefined

  constructor(service: SessionService, script: Script, clock: Clock) {
    this.#service = service
    this.#script = script
    this.#clock = clock
    this.#waitingTexts = [...script.say]
    this.#finished = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
  }

  /** Resolves when the script is over; rejects with a `Failure` when the session can't go on. */
  async run(signal: AbortSignal): Promise<void> {
    const unsubscribe = this.#service.subscribe((update) => this.#follow(update))
    const stop = (): void => this.#resolve()
    signal.addEventListener('abort', stop)
    if (signal.aborted) stop()
    try {
      await this.#finished
    } finally {
      this.#cancelQuiet()
      signal.removeEventListener('abort', stop)
      unsubscribe()
    }
  }

  /** Adds a typed turn, as from the keyboard. */
  say(text: string): void {
    this.#waitingTexts.push(text)
    this.#proceed(this.#service.state)
  }

  /** Says that nothing more will be typed. */
  closeInput(): void {
    this.#inputClosed = true
    this.#proceed(this.#service.state)
  }

  #follow(update: SessionUpdate): void {
    switch (update.type) {
      case 'state':
        this.#proceed(update.state)
        return
      case 'frame':
        if (update.frame.kind === 'event') this.#note(update.frame.event)
        return
      case 'microphone_ended':
        this.#fileEnded = true
        if (this.#script.mode === 'ptt') this.#service.post({ type: 'release' })
        this.#proceed(this.#service.state)
        return
      case 'device_lost':
        if (this.#needs(update.device)) this.#fail(update.error)
        return
      case 'patches':
        return
    }
  }

  #proceed(state: SessionState): void {
    if (state.phase === 'closed' && state.error) this.#fail(state.error)
    if (state.phase === 'closed') this.#resolve()
    if (state.phase !== 'ready') return
    if (!this.#started) {
      this.#started = true
      if (this.#script.mode === 'ptt' && this.#script.speaksFile) this.#service.post({ type: 'press' })
    }
    this.#cancelQuiet()
    // Not before every device is open: whether there is one has to be known before the end.
    if (state.activity !== 'waiting' || (state.mode !== 'text' && !state.microphoneOpen)) return
    if (this.#script.turns !== null && this.#answers >= this.#script.turns) this.#resolve()
    else if (this.#typesNext()) this.#sayNext()
    else if (this.#isOver()) this.#finish()
    else if (this.#fileEnded) this.#cancelQuiet = this.#clock.schedule(QUIET_MS, () => this.#giveUp())
  }

  /** In push-to-talk the spoken file comes first; it is a turn like any other. */
  #typesNext(): boolean {
    const speaking = this.#script.speaksFile && this.#script.mode === 'ptt' && !this.#fileEnded
    return this.#waitingTexts.length > 0 && !speaking
  }

  #sayNext(): void {
    const text = this.#waitingTexts.shift()
    if (text !== undefined) this.#service.type(text)
  }

  /** Counts answers, and remembers why there was none. */
  #note(event: ServerEvent): void {
    if (event.type === 'error' && !isBenignError(event.error.code)) {
      this.#refusal = refusal(event.error)
    }
    if (event.type !== 'response.done') return
    const { status, status_details } = event.response
    if (status === 'failed') this.#refusal = refusal(status_details?.error ?? {})
    else if (status !== 'cancelled') this.#answers += 1
  }

  /** A script that got no answer has failed; somebody at the keyboard has seen why. */
  #finish(): void {
    if (this.#refusal && this.#answers === 0 && !this.#script.interactive) this.#reject(this.#refusal)
    else this.#resolve()
  }

  #isOver(): boolean {
    const { mode, say, speaksFile, interactive } = this.#script
    if (interactive && !this.#inputClosed) return false
    // Hands-free, the file may still bring turns after its last answer: the quiet time decides.
    if (speaksFile) return mode === 'ptt' && this.#fileEnded
    const listensForever = serverTakesTurns(mode) && say.length === 0
    return !listensForever
  }

  /** The file is over and it has been quiet for long: either all was answered, or nothing in it was speech. */
  #giveUp(): void {
    if (this.#answers > 0) this.#resolve()
    else this.#reject(new Failure('wav.no_speech'))
  }

  #needs(device: 'microphone' | 'speaker'): boolean {
    return device === 'speaker' || this.#script.mode !== 'text'
  }

  #fail(error: AppError): void {
    this.#reject(asFailure(error))
  }
}

/** The reason for no answer, as a server gave it with an error or a failed response. */
const refusal = ({ message, ...error }: Partial<Record<'code' | 'type' | 'message', string | null>>): Failure =>
  asFailure(serverRefusal({ ...error, message: message ?? '' }))
