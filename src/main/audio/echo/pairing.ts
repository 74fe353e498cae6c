import { FRAME_SAMPLES, msToSamples, SAMPLES_PER_MS } from '../../../shared/audio-format'
import type { Clock } from '../../../shared/clock'

/** How many frames are looked back on: a second. */
const WINDOW_FRAMES = 100
/** How often they are looked at, in frames. */
const INTERVAL_FRAMES = 25
/**
 * How many looks tell of drift, when there have been so many: 16 s. The callbacks of two devices slide past each other, by which an estimate rises or
 * falls by 10 ms within ten seconds or so, and jumps back: over a shorter time that looks like drift.
 */
const LOOKS = 64
/** At the beginning the pair is still searched for with every frame. */
const SETTLING = 10
/** More than this apart, the streams have gapped; less is drift, or the clocks' jitter. */
const GAP_SAMPLES = msToSamples(40)
const DRIFT_SAMPLES = msToSamples(12)
/** Nothing was handed over for so long: what comes next is a new stream. */
const PAUSE_MS = 300
/** The reference is taken this much earlier than the clock says, as far as it is there. */
const LEAD_SAMPLES = msToSamples(100)
/** What has been handed over this recently may not be there yet with the next burst. */
const BURST_SAMPLES = msToSamples(40)

/** Where in the reference the frame of the microphone belongs. */
export interface Pair {
  /** The number of the first sample of the reference. */
  readonly start: number
  /**
   * By how many frames the pair was moved along the reference, because the clocks drift: the way of the sound takes so much
   * longer in this count. A gap moves it too, and is not told: the way takes as long as before.
   */
  readonly drifted: number
}

/**
 * Pairs each frame of the microphone with a frame of the reference. Both are streams without end that keep step, so the
 * place is found once by the clock, and counted on from there; single calls come in bursts and say little.
 */
export class Pairing {
  readonly #clock: Clock
  #handedOver = 0
  #pending = 0
  #handedOverAt = Number.NEGATIVE_INFINITY
  /** Samples of the microphone so far. */
  #captured = 0
  /** What the microphone's count must be added to for the reference's; null while nothing was played. */
  #offset: number | null = null
  #estimates: number[] = []
  /** What the last looks saw. */
  #looks: number[] = []
  #sinceLook = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** @param pending samples, these included, that have not left the speaker */
  played(samples: number, pending: number): void {
    const now = this.#clock.now()
    if (now - this.#handedOverAt > PAUSE_MS) this.#estimates = []
    this.#handedOverAt = now
    this.#handedOver += samples
    this.#pending = Math.max(0, pending)
  }

  /** Counts the next frame of the microphone; null while nothing was played. */
  captured(): Pair | null {
    const drifted = this.#clock.now() - this.#handedOverAt <= PAUSE_MS ? this.#compare() : 0
    const start = this.#captured
    this.#captured += FRAME_SAMPLES
    return this.#offset === null ? null : { start: start + this.#offset, drifted }
  }

  #compare(): number {
    this.#estimates.push(this.#estimate())
    if (this.#estimates.length > WINDOW_FRAMES) this.#estimates.shift()
    this.#sinceLook += 1
    return this.#estimates.length <= SETTLING || this.#sinceLook >= INTERVAL_FRAMES ? this.#look() : 0
  }

  /** By how much the speaker's count is ahead of the microphone's, as far as this moment tells. */
  #estimate(): number {
    const elapsed = Math.round((this.#clock.now() - this.#handedOverAt) * SAMPLES_PER_MS)
    const pending = Math.max(0, this.#pending - elapsed)
    const lead = Math.max(-BURST_SAMPLES / 2, Math.min(LEAD_SAMPLES, this.#pending - BURST_SAMPLES))
    return this.#handedOver - pending + lead - this.#captured - FRAME_SAMPLES
  }

  #look(): number {
    this.#sinceLook = 0
    const seen = median(this.#estimates)
    const offset = this.#offset
    if (offset === null || Math.abs(seen - offset) >= GAP_SAMPLES || this.#estimates.length <= SETTLING) {
      this.#offset = seen
      this.#looks = []
      return 0
    }
    this.#looks.push(seen)
    if (this.#looks.length > LOOKS) this.#looks.shift()
    const away = median(this.#looks) - offset
    if (Math.abs(away) < DRIFT_SAMPLES) return 0
    const frames = Math.round(away / FRAME_SAMPLES)
    this.#offset = offset + frames * FRAME_SAMPLES
    return frames
  }
}

const median = (values: readonly number[]): number =>
  values.toSorted((left, right) => left - right)[values.length >> 1] ?? 0
