import type { AudioPart } from '../session/ports'
import { concatSamples } from './pcm'

/** A part on its way from the server to the listener's ear. All counts are samples at 24 kHz. */
export interface QueuedPart extends AudioPart {
  receivedSamples: number
  /** Given to the device; nothing can call it back. */
  handedOverSamples: number
  /** Has left the speaker, as far as the device can tell. */
  heardSamples: number
  /** Whether all that the server will send has been received. */
  complete: boolean
}

/** Samples of one part, taken from the queue. */
export interface TakenAudio {
  readonly part: QueuedPart
  readonly samples: Int16Array
}

interface Entry extends QueuedPart {
  blocks: Int16Array[]
  /** Since when (clock ms) the part keeps newer audio waiting while it has none itself. */
  starvedSince: number | undefined
}

/**
 * How long an unfinished part without audio keeps newer parts waiting. A connection brings parts one after the other, so
 * a newer part nearly always means that the older one's end was lost; the wait covers a server that interleaves them.
 */
const OVERTAKE_AFTER_MS = 1000
/** Parts that are over and still remembered, so that audio which arrives late for them isn't played as something new. */
const REMEMBERED_PARTS = 256

/** What is still to be played and heard: one queue per part, in playing order. Pure: it knows no device and no clock. */
export class PlayoutQueue {
  /** Keyed by part, in playing order: the order of first appearance, save for parts that were overtaken. */
  readonly #entries = new Map<string, Entry>()
  readonly #over = new Set<string>()

  /** The part that plays or is heard now; undefined when there is nothing left. */
  get first(): QueuedPart | undefined {
    return this.#entries.values().next().value
  }

  /** Whether there is audio that was not handed over. */
  get hasAudio(): boolean {
    for (const entry of this.#entries.values()) if (entry.blocks.length > 0) return true
    return false
  }

  /** Adds audio; a part that was finished, heard or interrupted takes no more. */
  enqueue(part: AudioPart, samples: Int16Array): void {
    const entry = this.#entryOf(part)
    if (!entry || entry.complete || samples.length === 0) return
    entry.receivedSamples += samples.length
    entry.blocks.push(samples)
    entry.starvedSince = undefined
  }

  /** No more audio will come for the part. One that never had any counts as heard when its turn comes. */
  finish(part: AudioPart): void {
    const entry = this.#entryOf(part)
    if (entry) entry.complete = true
  }

  /** Takes up to `count` samples, across the borders of parts; less when there is no more to play now. */
  take(count: number, nowMs: number): TakenAudio[] {
    const taken: TakenAudio[] = []
    let missing = count
    while (missing > 0) {
      const entry = this.#playing(nowMs)
      const block = entry?.blocks.shift()
      if (!entry || !block) break
      const samples = block.subarray(0, missing)
      if (samples.length < block.length) entry.blocks.unshift(block.subarray(samples.length))
      entry.handedOverSamples += samples.length
      missing -= samples.length
      taken.push({ part: entry, samples })
    }
    return taken
  }

  /** The part is over: it was heard to its end. */
  remove(part: AudioPart): void {
    const key = keyOf(part)
    if (!this.#entries.delete(key)) return
    this.#over.add(key)
    const [oldest] = this.#over
    if (this.#over.size > REMEMBERED_PARTS && oldest !== undefined) this.#over.delete(oldest)
  }

  /**
   * Drops everything.
   * @param tailSamples How much of what would have been played next is wanted for a fade-out.
   * @returns The parts that weren't over, in playing order, and how the one that has begun would have gone on.
   */
  interrupt(tailSamples: number): { readonly parts: readonly QueuedPart[]; readonly tail: Int16Array } {
    const parts = [...this.#entries.values()]
    const begun = parts.find((part) => part.handedOverSamples > 0 && part.blocks.length > 0)
    const tail = concatSamples(begun?.blocks ?? []).slice(0, tailSamples)
    for (const part of parts) this.remove(part)
    return { parts, tail }
  }

  #entryOf({ itemId, contentIndex }: AudioPart): Entry | undefined {
    const key = keyOf({ itemId, contentIndex })
    const known = this.#entries.get(key)
    if (known || this.#over.has(key)) return known
    const counts = { receivedSamples: 0, handedOverSamples: 0, heardSamples: 0, complete: false }
    const entry: Entry = { itemId, contentIndex, ...counts, blocks: [], starvedSince: undefined }
    this.#entries.set(key, entry)
    return entry
  }

  /** The part whose audio comes next; undefined when there is none or when an unfinished part has to be waited for. */
  #playing(nowMs: number): Entry | undefined {
    for (const [key, entry] of this.#entries) {
      if (entry.blocks.length > 0) return entry
      if (entry.complete) continue
      if (!this.hasAudio) return undefined
      entry.starvedSince ??= nowMs
      if (nowMs - entry.starvedSince < OVERTAKE_AFTER_MS) return undefined
      entry.starvedSince = undefined
      this.#entries.delete(key) // to the end of the line: what may still come of it plays after the newer parts
      this.#entries.set(key, entry)
    }
    return undefined
  }
}

const keyOf = ({ itemId, contentIndex }: AudioPart): string => `${contentIndex}:${itemId}`
