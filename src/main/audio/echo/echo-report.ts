/** What an echo canceller reports of its work. */
export interface EchoReport {
  /**
   * The power before over the power behind the canceller, in decibels, in the last second that had an echo; null before
   * there was one.
   */
  readonly erleDb: number | null
  /** Milliseconds from handing sound to the speaker until the microphone hears it; null before that was measured. */
  readonly delayMs: number | null
}
