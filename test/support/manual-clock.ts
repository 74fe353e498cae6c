import type { Cancel, Clock } from '../../src/shared/clock'

interface Timer {
  readonly at: number
  readonly callback: () => void
}

/** A clock that moves only when told to: timers run in order, each at its own moment. */
export class ManualClock implements Clock {
  #now = 0
  readonly #timers = new Set<Timer>()

  /** How many timers have not run out and were not cancelled. */
  get pending(): number {
    return this.#timers.size
  }

  now(): number {
    return this.#now
  }

  wallTime(): number {
    return Date.UTC(2026, 0, 1) + this.#now
  }

  schedule(delayMs: number, callback: () => void): Cancel {
    const timer = { at: this.#now + Math.max(0, delayMs), callback }
    this.#timers.add(timer)
    return () => this.#timers.delete(timer)
  }

  /** Moves time forward by `ms`, running what falls due; pending promises settle first, and after each timer. */
  async advance(ms: number): Promise<void> {
    await settle()
    const end = this.#now + ms
    for (let timer = this.#next(end); timer; timer = this.#next(end)) {
      this.#timers.delete(timer)
      this.#now = timer.at
      timer.callback()
      await settle()
    }
    this.#now = end
    await settle()
  }

  #next(end: number): Timer | undefined {
    let first: Timer | undefined
    for (const timer of this.#timers) if (timer.at <= end && (!first || timer.at < first.at)) first = timer
    return first
  }
}

/** Lets everything that is already resolved run. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
