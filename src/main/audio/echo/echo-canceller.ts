import type { Clock } from '../../../shared/clock'
import { loadAec3 } from './aec3'
import type { EchoReport } from './echo-report'
import { ParallelCanceller } from './parallel-canceller'

/** Takes the speaker's sound out of the microphone's (24 kHz mono PCM16). */
export interface EchoCanceller {
  /**
   * Notes what was just handed to the speaker, silence included, in order and without gaps.
   * @param pendingSamples how many samples, these included, have not left the speaker yet, as far as known
   */
  played(samples: Int16Array, pendingSamples: number): void
  /**
   * The next 10 ms of the microphone (240 samples), without the echo.
   * @returns A frame of the same length, which is the one before: what comes out lags 10 ms behind
   * @throws RangeError when the frame has another length
   */
  process(frame: Int16Array): Int16Array
  /** The speaker or the microphone is another one now: what was known of the way between them is forgotten. */
  reset(): void
  readonly report: EchoReport
  /** Frees the WebAssembly memory. */
  close(): void
}

/** Loads the WebAssembly (about 10 ms) and makes a canceller. */
export async function loadEchoCanceller(clock: Clock): Promise<EchoCanceller> {
  const aec3 = await loadAec3()
  let stages = new ParallelCanceller(aec3, clock)
  return {
    played: (samples, pendingSamples) => stages.played(samples, pendingSamples),
    process: (frame) => stages.process(frame),
    reset() {
      aec3.reset()
      stages = new ParallelCanceller(aec3, clock)
    },
    get report() {
      return stages.report
    },
    close: () => aec3.close(),
  }
}
