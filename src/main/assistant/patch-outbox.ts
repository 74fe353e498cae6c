import { appendAll } from '../../shared/append-all'
import type { Cancel, Clock } from '../../shared/clock'
import type { Patch } from '../../shared/conversation/patches'

/** Faster than words can be read, and seldom enough that laying them out costs a window little. */
const INTERVAL_MS = 1000 / 12

/**
 * Hands patches on in batches, at most twelve a second: the first at once, so that nothing waits without need.
 */
export class PatchOutbox {
  readonly #clock: Clock
  readonly #send: (patches: readonly Patch[]) => void
  #waiting: Patch[] = []
  #lastSent = Number.NEGATIVE_INFINITY
  #cancel: Cancel | null = null

  constructor(clock: Clock, send: (patches: readonly Patch[]) => void) {
    this.#clock = clock
    this.#send = send
  }

  add(patches: readonly Patch[]): void {
    appendAll(this.#waiting, patches)
    if (this.#cancel || this.#waiting.length === 0) return
    const waitMs = this.#lastSent + INTERVAL_MS - this.#clock.now()
    if (waitMs <= 0) this.flush()
    else this.#cancel = this.#clock.schedule(waitMs, () => this.flush())
  }

  /** Sends what waits, now. */
  flush(): void {
    const patches = this.#waiting
    this.drop()
    if (patches.length === 0) return
    this.#lastSent = this.#clock.now()
    this.#send(patches)
  }

  /** Forgets what waits: whoever listens will ask for the whole. */
  drop(): void {
    this.#cancel?.()
    this.#cancel = null
    this.#waiting = []
  }
}
