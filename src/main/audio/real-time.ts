import type { Cancel, Clock } from '../../shared/clock'

/**
 * Calls back once every `intervalMs`, by an absolute schedule: a late call doesn't delay the following ones, and what was
 * missed while the program was busy is caught up at once.
 */
export function every(clock: Clock, intervalMs: number, callback: () => void): Cancel {
  const start = clock.now()
  let calls = 0
  let cancelled = false
  let cancel: Cancel = () => undefined
  const plan = (): void => {
    cancel = clock.schedule(start + (calls + 1) * intervalMs - clock.now(), run)
  }
  const run = (): void => {
    while (!cancelled && clock.now() >= start + (calls + 1) * intervalMs) {
      calls++
      callback()
    }
    if (!cancelled) plan()
  }
  plan()
  return () => {
    cancelled = true
    cancel()
  }
}

/** How far a writer may run ahead of the sound, like the queue in front of a sound card. */
const AHEAD_MS = 20

/**
 * Plays nothing at the speed of sound: takes samples as a speaker at `sampleRate` would, and makes the writer wait. The
 * schedule is absolute: a writer that was late may catch up, so the samples written always match the time that went by.
 */
export class RealTimeSink {
  readonly #clock: Clock
  readonly #samplesPerMs: number
  #start: number | undefined
  #written = 0
  #closed = false
  #release: () => void = () => undefined

  constructor(clock: Clock, sampleRate: number) {
    this.#clock = clock
    this.#samplesPerMs = sampleRate / 1000
  }

  /** Takes samples (per channel); resolves when less than 20 ms are left to play. One write at a time. */
  take(samples: number): Promise<void> {
    if (this.#closed) return Promise.resolve()
    this.#start ??= this.#clock.now()
    this.#written += samples
    const waitMs = this.pendingSamples() / this.#samplesPerMs - AHEAD_MS
    return new Promise((resolve) => {
      const cancel = this.#clock.schedule(Math.max(0, waitMs), resolve)
      this.#release = () => {
        cancel()
        resolve()
      }
    })
  }

  /** Samples (per channel) that were taken and whose time hasn't come. */
  pendingSamples(): number {
    if (this.#closed) return 0
    const played = this.#start === undefined ? 0 : Math.floor((this.#clock.now() - this.#start) * this.#samplesPerMs)
    return Math.max(0, this.#written - played)
  }

  /** Lets a waiting writer go, and takes nothing more. */
  close(): void {
    this.#closed = true
    this.#release()
  }
}
