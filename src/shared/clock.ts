/** Cancels a scheduled call. Does nothing if it has already run. */
export type Cancel = () => void

/** Time as a dependency, so that tests of waits need not wait. */
export interface Clock {
  /** Milliseconds since an arbitrary origin; never runs backwards. */
  now(): number
  /** Milliseconds since 1970-01-01 UTC; may jump when the user sets the clock. */
  wallTime(): number
  /** Calls back once after `delayMs` milliseconds. */
  schedule(delayMs: number, callback: () => void): Cancel
}
