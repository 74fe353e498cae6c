/** Cancels a scheduled call; harmless when it has already run. */
export type Cancel = () => void

/** Time as a value that is passed in, so that everything which waits can be tested without waiting. */
export interface Clock {
  /** Milliseconds since an arbitrary origin; never runs backwards. */
  now(): number
  /** Milliseconds since 1970-01-01 UTC; may jump when the user sets the clock. */
  wallTime(): number
  /** Calls back once after `delayMs` milliseconds. */
  schedule(delayMs: number, callback: () => void): Cancel
}
