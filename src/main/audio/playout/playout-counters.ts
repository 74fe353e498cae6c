/** How playing has gone since the speaker was made; for benchmarks and diagnostics. */
export interface PlayoutStatistics {
  /** How often a part ran dry in the middle: a gap that was heard. */
  readonly starvations: number
  /** How long sound that begins waits for more of it at present, in milliseconds: 0 to 400. */
  readonly targetMs: number
  readonly startedParts: number
  /**
   * How long the last part that began in silence waited between its first audio and the hand-over, in milliseconds; the
   * opening of the device included.
   */
  readonly startDelayMs: number
  readonly longestStartDelayMs: number
}

/** Keeps count of parts. */
export class PlayoutCounters {
  starvations = 0
  startedParts = 0
  startDelayMs = 0
  longestStartDelayMs = 0

  /** @param delayMs undefined for a part that followed another without a break. */
  started(delayMs: number | undefined): void {
    this.startedParts++
    if (delayMs === undefined) return
    this.startDelayMs = delayMs
    this.longestStartDelayMs = Math.max(this.longestStartDelayMs, delayMs)
  }

  statistics(targetMs: number): PlayoutStatistics {
    const { starvations, startedParts, startDelayMs, longestStartDelayMs } = this
    return { starvations, targetMs, startedParts, startDelayMs, longestStartDelayMs }
  }
}
