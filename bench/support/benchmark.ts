/** One figure that a benchmark found. */
export interface Measurement {
  /** The benchmark's name, a dot, and what was measured with its unit: `fold.text_delta_us`, or a ratio without one. */
  readonly name: string
  readonly value: number
  /** The figure is good when it is at most this; absent where it is only there to compare with. */
  readonly target?: number
}

/** Something that could not be measured on this machine, which is no fault of Parley's. */
export interface Skipped {
  /** A figure's name, or the beginning of several. */
  readonly name: string
  /** What is missing, to go after a colon. */
  readonly skipped: string
}

export type Finding = Measurement | Skipped

/**
 * A file in `bench/` holds one benchmark: it exports it as `benchmark`, and ends with `await runWhenMain(...)` so that it
 * runs alone too. `run.ts` finds it by itself.
 */
export interface Benchmark {
  /** The name of its file, without the extension. */
  readonly name: string
  run(): Promise<readonly Finding[]>
}
