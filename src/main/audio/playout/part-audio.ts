import type { AudioPart } from '../../ports/session'
import { concatSamples } from '../pcm'
import { DeliveryPace } from './delivery-pace'
import type { QueuedPart } from './queued-part'

/** A part's audio that was received and not handed over, with its counts. */
export class PartAudio implements QueuedPart {
  readonly itemId: string
  readonly contentIndex: number
  readonly pace = new DeliveryPace()
  receivedSamples = 0
  handedOverSamples = 0
  heardSamples = 0
  complete = false
  /** Whether the part ran dry in the middle, and nothing has come of it since. */
  isStarved = false
  /** Since when (clock ms) it keeps newer audio waiting while it has none itself. */
  blocksOthersSinceMs: number | undefined
  /** Since when (clock ms) its oldest audio is here. */
  #waitingSinceMs = 0
  #blocks: Int16Array[] = []

  constructor({ itemId, contentIndex }: AudioPart) {
    this.itemId = itemId
    this.contentIndex = contentIndex
  }

  get hasAudio(): boolean {
    return this.#blocks.length > 0
  }

  get bufferedSamples(): number {
    return this.receivedSamples - this.handedOverSamples
  }

  /** What is buffered without what came last. */
  get provenSamples(): number {
    return this.bufferedSamples - (this.#blocks.at(-1)?.length ?? 0)
  }

  waitedMs(nowMs: number): number {
    return nowMs - this.#waitingSinceMs
  }

  add(samples: Int16Array, nowMs: number): void {
    if (!this.hasAudio) this.#waitingSinceMs = nowMs
    this.receivedSamples += samples.length
    this.#blocks.push(samples)
    this.blocksOthersSinceMs = undefined
    this.isStarved = false
  }

  /** The next samples, at most `count`, which count as handed over. */
  take(count: number): Int16Array {
    const block = this.#blocks.shift()
    const samples = block?.subarray(0, count) ?? new Int16Array(0)
    if (block && samples.length < block.length) this.#blocks.unshift(block.subarray(samples.length))
    this.handedOverSamples += samples.length
    return samples
  }

  /** A copy of the next samples, at most `count`. */
  peek(count: number): Int16Array {
    const blocks: Int16Array[] = []
    let missing = count
    for (const block of this.#blocks) {
      blocks.push(block.subarray(0, missing))
      missing -= Math.min(missing, block.length)
      if (missing === 0) break
    }
    return concatSamples(blocks)
  }
}
