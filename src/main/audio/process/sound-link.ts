import type { ChildProgram, LaunchChild } from '../../../shared/child-program'
import type { Cancel, Clock } from '../../../shared/clock'
import { Failure } from '../../../shared/ipc/result'
import { PendingRequests } from '../../../shared/pending-requests'
import type { SoundMessage, SoundQuestion, SoundReport, SoundRequest } from './messages'

/** Two more than the process needs to report that it is alive: our own event loop may be blocked. */
const SILENT_TICKS = 3
const TICK_MS = 1000

export interface SoundLinkListener {
  /** Receives the reports of the process. */
  onReport(report: SoundReport): void
  /** Called once when the process has ended, hangs, or was ended. */
  onGone(): void
}

/** The connection to one sound process, from its start to its end. */
export class SoundLink {
  readonly #child: ChildProgram
  readonly #clock: Clock
  readonly #listener: SoundLinkListener
  readonly #requests = new PendingRequests()
  #gone = false
  #silentTicks = 0
  #cancelTick: Cancel = () => undefined

  /** Starts a process. */
  constructor(launch: LaunchChild, clock: Clock, listener: SoundLinkListener) {
    this.#clock = clock
    this.#listener = listener
    this.#child = launch({
      onMessage: (message) => this.#take(message as SoundMessage),
      onExit: () => this.end(),
    })
    this.#watch()
  }

  get isGone(): boolean {
    return this.#gone
  }

  post(request: SoundRequest): void {
    if (!this.#gone) this.#child.post(request)
  }

  /** @throws Failure the process's own, or `audio.process_lost` if it ends before it answers */
  ask(question: SoundQuestion): Promise<unknown> {
    if (this.#gone) return Promise.reject(processLost())
    return this.#requests.send((id) => this.post({ type: 'ask', id, question }))
  }

  /** Ends the process at once. */
  end(): void {
    if (this.#gone) return
    this.#gone = true
    this.#cancelTick()
    this.#requests.rejectAll(processLost)
    this.#child.kill()
    this.#listener.onGone()
  }

  #take(message: SoundMessage): void {
    if (this.#gone) return
    this.#silentTicks = 0
    if (message.type === 'alive') return
    if (message.type === 'answer' || message.type === 'refused') this.#requests.settle(message)
    else this.#listener.onReport(message)
  }

  #watch(): void {
    this.#cancelTick = this.#clock.schedule(TICK_MS, () => {
      this.#silentTicks += 1
      if (this.#silentTicks > SILENT_TICKS) this.end()
      else this.#watch()
    })
  }
}

export const processLost = (): Failure => new Failure('audio.process_lost')
