import type { QueuedPart } from './queued-part'

interface Stretch {
  /** Undefined: silence. */
  readonly part: QueuedPart | undefined
  samples: number
}

/**
 * Follows what was handed to the device until it has left the speaker: the device says how many samples are still on
 * their way, and everything before them was heard. What a device took with it when it was lost counts as heard once the
 * next one plays, or its part could never be over. All counts are samples at 24 kHz.
 */
export class HeardTracker {
  /** What was handed over and not heard, in order. */
  readonly #stretches: Stretch[] = []
  #onTheWay = 0

  /** Notes that `samples` of a part (or of silence) were handed over. */
  handedOver(part: QueuedPart | undefined, samples: number): void {
    if (samples === 0) return
    this.#stretches.push({ part, samples })
    this.#onTheWay += samples
  }

  /**
   * Counts everything but the last `pending` samples as heard. A device that takes back what it said before changes
   * nothing: what was heard stays heard.
   */
  advance(pending: number): void {
    let leaving = this.#onTheWay - Math.max(0, pending)
    while (leaving > 0) {
      const stretch = this.#stretches[0]
      if (!stretch) return
      const samples = Math.min(leaving, stretch.samples)
      if (stretch.part) stretch.part.heardSamples += samples
      stretch.samples -= samples
      this.#onTheWay -= samples
      leaving -= samples
      if (stretch.samples === 0) this.#stretches.shift()
    }
  }
}
