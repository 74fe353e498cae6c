import { SAMPLE_RATE } from '../../../shared/audio-format'
import { smooth } from './power'

/** What becomes of one frame of the microphone. Samples are 24 kHz, 1 is full scale. */
export interface Stages {
  readonly microphone: Float64Array
  /** Behind the linear filter, which leaves voices as they are. */
  readonly linear: Float64Array
  /** Behind the suppressor, which leaves no echo. */
  readonly suppressed: Float64Array
}

/** Powers are smoothed over about 30 ms, what says how good the filter is over about 200 ms. */
const SMOOTHING = 0.7
const SLOW_SMOOTHING = 0.95
/** Voices are told from echo below this, in hertz: the filter knows hissing consonants last. */
const CUTOFF_HZ = 1500
const PACE = 1 - Math.exp((-2 * Math.PI * CUTOFF_HZ) / SAMPLE_RATE)
const LEAST_POWER = 1e-12

/** Smoothed powers of the stages. Those without another word are of the sound below 1.5 kHz. */
export class StagePowers {
  microphone = LEAST_POWER
  linear = LEAST_POWER
  suppressed = LEAST_POWER
  /** What the linear filter took away. */
  echo = 0
  /** In the whole band. */
  linearWhole = LEAST_POWER
  suppressedWhole = LEAST_POWER
  /** Of the product of the microphone's sound with that: how much they go along with each other. */
  common = 0
  /** The same two, slowly. */
  slowEcho = 0
  slowCommon = 0
  readonly #low = { microphone: 0, linear: 0, suppressed: 0 }

  note({ microphone, linear, suppressed }: Stages): void {
    const low = this.#low
    const sums = { microphone: 0, linear: 0, suppressed: 0, echo: 0, common: 0, linearWhole: 0, suppressedWhole: 0 }
    for (let index = 0; index < microphone.length; index++) {
      const [left, rest] = [linear[index] ?? 0, suppressed[index] ?? 0]
      low.microphone += PACE * ((microphone[index] ?? 0) - low.microphone)
      low.linear += PACE * (left - low.linear)
      low.suppressed += PACE * (rest - low.suppressed)
      const echo = low.microphone - low.linear
      sums.microphone += low.microphone ** 2
      sums.linear += low.linear ** 2
      sums.suppressed += low.suppressed ** 2
      sums.echo += echo ** 2
      sums.common += low.microphone * echo
      sums.linearWhole += left ** 2
      sums.suppressedWhole += rest ** 2
    }
    const follow = (past: number, sum: number, memory = SMOOTHING): number =>
      smooth(past, sum / microphone.length, memory) + LEAST_POWER
    this.microphone = follow(this.microphone, sums.microphone)
    this.linear = follow(this.linear, sums.linear)
    this.suppressed = follow(this.suppressed, sums.suppressed)
    this.echo = follow(this.echo, sums.echo)
    this.linearWhole = follow(this.linearWhole, sums.linearWhole)
    this.suppressedWhole = follow(this.suppressedWhole, sums.suppressedWhole)
    this.common = follow(this.common, sums.common)
    this.slowEcho = follow(this.slowEcho, sums.echo, SLOW_SMOOTHING)
    this.slowCommon = follow(this.slowCommon, sums.common, SLOW_SMOOTHING)
  }
}
