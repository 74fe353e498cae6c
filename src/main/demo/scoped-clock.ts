import type { Cancel, Clock } from '../../shared/clock'

/**
 * A clock for one connection: what it scheduled ends with the connection, and what a callback throws stays within it.
 * @param onThrow gets what a callback threw
 */
export class ScopedClock implements Clock {
  readonly #clock: Clock
  readonly #onThrow: (thrown: unknown) => void
  readonly #pending = new Set<Cancel>()
  #ended = false

  constructor(clock: Clock, onThrow: (thrown: unknown) => void) {
    this.#clock = clock
    this.#onThrow = onThrow
  }

  now(): number {
    return this.#clock.now()
  }

  wallTime(): number {
    return this.#clock.wallTime()
  }

  schedule(delayMs: number, callback: () => void): Cancel {
    if (this.#ended) return () => undefined
    const stop = this.#clock.schedule(delayMs, () => {
      this.#pending.delete(cancel)
      try {
        callback()
      } catch (thrown) {
        this.#onThrow(thrown)
      }
    })
    const cancel = (): void => {
      this.#pending.delete(cancel)
      stop()
    }
    this.#pending.add(cancel)
    return cancel
  }

  /** Cancels everything that is still to come, and takes nothing more. */
  end(): void {
    this.#ended = true
    for (const cancel of [...this.#pending]) cancel()
  }
}
