import { msToSamples } from '../../../shared/audio-format'
import { MAX_LATE_MS } from './delivery-pace'
import type { PartAudio } from './part-audio'
import { WorstOfSeconds } from './worst-of-seconds'

/** Until anything is known of the delivery. Whoever waits longer for the first sound notices it. */
const INITIAL_TARGET_MS = 40
/** Devices take up to 30 ms at once, so that much is needed before its time; the rest is for the timers' sake. */
const MARGIN_MS = 40

/**
 * Decides when sound that is not playing may begin or go on: as soon as it can be expected to go on without a break, by
 * the lateness of deliveries so far.
 */
export class JitterBuffer {
  readonly #lateMs = new WorstOfSeconds()
  readonly #heldUpMs = new WorstOfSeconds()

  /** How long sound that begins waits for more of it, in milliseconds. */
  get targetMs(): number {
    return target(this.#lateMs.typical)
  }

  /** Audio of a part has come. */
  arrived(part: PartAudio, samples: number, nowMs: number): void {
    const lateness = part.pace.arrived(samples, nowMs)
    if (!lateness) return
    this.#lateMs.note(lateness.sinceFirstMs, nowMs)
    this.#heldUpMs.note(lateness.sinceBestMs, nowMs)
  }

  /**
   * Whether a part that has audio and is not sounding may sound now: when it has waited for what can come late, or has
   * so much that it lasts while all is held up. What came last doesn't count for that, once anything is known of the
   * delivery: large pieces come seldom, and the next one is due only when this one would have been played.
   */
  isReady(part: PartAudio, nowMs: number): boolean {
    const enough = msToSamples(target(this.#heldUpMs.typical))
    const isUnknown = this.#heldUpMs.typical === undefined
    return part.waitedMs(nowMs) >= this.targetMs || (isUnknown ? part.bufferedSamples : part.provenSamples) >= enough
  }
}

const target = (typicalMs: number | undefined): number =>
  typicalMs === undefined ? INITIAL_TARGET_MS : Math.max(0, Math.min(typicalMs + MARGIN_MS, MAX_LATE_MS))
