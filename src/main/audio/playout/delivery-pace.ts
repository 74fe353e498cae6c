import { SAMPLES_PER_MS } from '../../../shared/audio-format'

/** How late audio has come, in milliseconds. */
export interface Lateness {
  /** Too late for playing the part without a break from the moment when its first audio came; negative: early. */
  readonly sinceFirstMs: number
  /** Later than the part's earliest audio: what a part that has all of that would have had to last for. */
  readonly sinceBestMs: number
}

/** The most that counts. What is later shifts all that follows, so that is measured anew. */
export const MAX_LATE_MS = 400
/** Audio that is later than this has not been held up on its way: the server made a pause. */
const PAUSE_MS = 1000

/** How a part's audio comes in, compared with playing it without a break. */
export class DeliveryPace {
  #firstAtMs: number | undefined
  #bestMs = 0
  #received = 0

  /** Audio has come. @returns undefined where that tells nothing, because it is the first or follows a pause. */
  arrived(samples: number, nowMs: number): Lateness | undefined {
    const playedMs = this.#received / SAMPLES_PER_MS
    this.#received += samples
    const sinceFirstMs = this.#firstAtMs === undefined ? undefined : nowMs - this.#firstAtMs - playedMs
    const sinceBestMs = (sinceFirstMs ?? 0) - this.#bestMs
    if (sinceFirstMs === undefined || sinceFirstMs > MAX_LATE_MS) {
      this.#firstAtMs = nowMs - playedMs
      this.#bestMs = 0
    } else this.#bestMs = Math.min(this.#bestMs, sinceFirstMs)
    if (sinceFirstMs === undefined || sinceFirstMs > PAUSE_MS) return undefined
    return {
      sinceFirstMs: Math.min(sinceFirstMs, MAX_LATE_MS),
      sinceBestMs: Math.min(sinceBestMs, MAX_LATE_MS),
    }
  }
}
