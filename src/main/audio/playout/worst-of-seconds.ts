const SECOND_MS = 1000
/** As many seconds are remembered; seconds in which nothing was noted don't count. */
const REMEMBERED_SECONDS = 60
/** The share of seconds that are no worse than what is told. */
const QUANTILE = 0.95

/**
 * Remembers how bad something was in each second, and tells how bad seconds are, but for the few worst. WebRTC's NetEq
 * takes such a quantile of single packets; here one gap in a second is one too many.
 */
export class WorstOfSeconds {
  /** Oldest first. */
  readonly #worst: number[] = []
  #beganMs = 0

  /** Undefined while nothing was noted. */
  get typical(): number | undefined {
    const sorted = [...this.#worst].sort((left, right) => left - right)
    return sorted[Math.ceil(sorted.length * QUANTILE) - 1]
  }

  note(value: number, nowMs: number): void {
    const last = this.#worst.at(-1)
    if (last !== undefined && nowMs - this.#beganMs < SECOND_MS) {
      this.#worst[this.#worst.length - 1] = Math.max(last, value)
      return
    }
    this.#beganMs = nowMs
    this.#worst.push(value)
    if (this.#worst.length > REMEMBERED_SECONDS) this.#worst.shift()
  }
}
