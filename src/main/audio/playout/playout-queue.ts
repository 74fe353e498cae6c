import type { AudioPart } from '../../ports/session'
import { JitterBuffer } from './jitter-buffer'
import { OverParts } from './over-parts'
import { PartAudio } from './part-audio'
import { PlayoutCounters, type PlayoutStatistics } from './playout-counters'
import type { QueuedPart } from './queued-part'

/** Samples of one part, taken from the queue. */
export interface TakenAudio {
  readonly part: QueuedPart
  readonly samples: Int16Array
  /** Whether the part begins with them. */
  readonly isBeginning: boolean
}

/**
 * How long an unfinished part without audio keeps newer parts waiting. A connection brings parts one after the other, so
 * a newer part nearly always means that the older one's end was lost; the wait covers a server that interleaves them.
 */
const OVERTAKE_AFTER_MS = 1000

/** What is still to be played and heard: one queue per part, in playing order. Pure: it knows no device and no clock. */
export class PlayoutQueue {
  /** Keyed by part, in playing order: the order of first appearance, save for parts that were overtaken. */
  readonly #parts = new Map<string, PartAudio>()
  readonly #over = new OverParts()
  readonly #jitter = new JitterBuffer()
  readonly #counters = new PlayoutCounters()
  /** Whether all that was last asked for was there: what comes now follows it without a break. */
  #isFlowing = false

  /** The part that plays or is heard now; undefined when there is nothing left. */
  get first(): QueuedPart | undefined {
    return this.#parts.values().next().value
  }

  /** The parts of which something was handed over and that are not over, in playing order. */
  get begun(): readonly QueuedPart[] {
    return [...this.#parts.values()].filter(({ handedOverSamples }) => handedOverSamples > 0)
  }

  get statistics(): PlayoutStatistics {
    return this.#counters.statistics(this.#jitter.targetMs)
  }

  /** Adds audio; a part that was finished, heard or interrupted takes no more. */
  enqueue(id: AudioPart, samples: Int16Array, nowMs: number): void {
    const part = this.#partOf(id)
    if (!part || part.complete || samples.length === 0) return
    if (part.isStarved) this.#counters.starvations++
    this.#jitter.arrived(part, samples.length, nowMs)
    part.add(samples, nowMs)
  }

  /** No more audio will come for the part. One that never had any counts as heard when its turn comes. */
  finish(id: AudioPart): void {
    const part = this.#partOf(id)
    if (part) part.complete = true
  }

  /** Whether there is something to play now. */
  canPlay(nowMs: number): boolean {
    return this.#next(nowMs, true) !== undefined
  }

  /**
   * Takes up to `count` samples, across the borders of parts; less when there is no more to play now.
   * @param inRealTime Whether what is missing is a gap that will be heard. Where it isn't, sound waits for nothing.
   */
  take(count: number, nowMs: number, inRealTime: boolean): TakenAudio[] {
    const taken: TakenAudio[] = []
    let missing = count
    while (missing > 0) {
      const part = this.#next(nowMs, inRealTime)
      if (!part) break
      const isBeginning = part.handedOverSamples === 0
      if (isBeginning) this.#counters.started(this.#isFlowing ? undefined : part.waitedMs(nowMs))
      const samples = part.take(missing)
      missing -= samples.length
      taken.push({ part, samples, isBeginning })
      this.#isFlowing = true
    }
    if (missing > 0 && inRealTime) this.#ranDry()
    return taken
  }

  /** The part is over: it was heard to its end. */
  remove(id: AudioPart): void {
    const key = keyOf(id)
    if (this.#parts.delete(key)) this.#over.add(key)
  }

  /**
   * Drops everything.
   * @param tailSamples How much of what would have been played next is wanted for a fade-out.
   * @returns The parts that weren't over, in playing order, and how the one that has begun would have gone on.
   */
  interrupt(tailSamples: number): { readonly parts: readonly QueuedPart[]; readonly tail: Int16Array } {
    const parts = [...this.#parts.values()]
    const begun = parts.find((part) => part.handedOverSamples > 0 && part.hasAudio)
    const tail = begun?.peek(tailSamples) ?? new Int16Array(0)
    for (const part of parts) this.remove(part)
    this.#isFlowing = false
    return { parts, tail }
  }

  #partOf(id: AudioPart): PartAudio | undefined {
    const key = keyOf(id)
    const known = this.#parts.get(key)
    if (known || this.#over.has(key)) return known
    const part = new PartAudio(id)
    this.#parts.set(key, part)
    return part
  }

  /** The part whose audio comes next; undefined when there is none or when it has to be waited for. */
  #next(nowMs: number, inRealTime: boolean): PartAudio | undefined {
    for (const [key, part] of this.#parts) {
      if (part.hasAudio) return !inRealTime || this.#maySound(part, nowMs) ? part : undefined
      if (part.complete) continue
      if (!this.#isFollowed(part)) return undefined
      part.blocksOthersSinceMs ??= nowMs
      if (nowMs - part.blocksOthersSinceMs < OVERTAKE_AFTER_MS) return undefined
      part.blocksOthersSinceMs = undefined
      this.#parts.delete(key) // to the end of the line: what may still come of it plays after the newer parts
      this.#parts.set(key, part)
    }
    return undefined
  }

  /** A part that newer audio follows is as good as complete: see {@link OVERTAKE_AFTER_MS}. */
  #maySound(part: PartAudio, nowMs: number): boolean {
    return this.#isFlowing || part.complete || this.#isFollowed(part) || this.#jitter.isReady(part, nowMs)
  }

  #isFollowed(part: PartAudio): boolean {
    for (const other of this.#parts.values()) if (other !== part && other.hasAudio) return true
    return false
  }

  #ranDry(): void {
    this.#isFlowing = false
    for (const part of this.#parts.values())
      if (part.handedOverSamples > 0 && !part.complete && !part.hasAudio) part.isStarved = true
  }
}

const keyOf = ({ itemId, contentIndex }: AudioPart): string => `${contentIndex}:${itemId}`
