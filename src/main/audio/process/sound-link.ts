import type { ChildProgram, LaunchChild } from '../../../shared/child-program'
import type { Cancel, Clock } from '../../../shared/clock'
import { Failure } from '../../../shared/ipc/result'
import { PendingRequests } from '../../../shared/pending-requests'
import type { SoundMessage, SoundQuestion, SoundReport, SoundRequest } from './messages'

/** Two more than it takes for the program to say that it is alive; turns of our own event loop, which may be held up. */
const SILENT_TICKS = 3
const TICK_MS = 1000

export interface SoundLinkListener {
  /** Gets what the process says by itself, as long as it is not gone. */
  onReport(report: SoundReport): void
  /** Told once, when it died, hangs, or was ended. */
  onGone(): void
}

/** The line to one sound process, from its start to its end. */
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

  /** @throws Failure the process's own, or `audio.process_lost` when it is gone before it answers */
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
