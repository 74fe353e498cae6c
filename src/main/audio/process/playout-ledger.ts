import type { AudioPart, PlayedAudio } from '../../ports/session'
import { concatSamples } from '../pcm'
import type { PartPosition } from './messages'

interface Entry extends AudioPart {
  readonly blocks: Int16Array[]
  receivedSamples: number
  /** Samples heard on earlier outputs. */
  before: number
  /** Samples on the current output. */
  handedOverSamples: number
  heardSamples: number
  complete: boolean
}

/** The rest of a part, for a new output. */
export interface RestOfPart {
  readonly part: AudioPart
  readonly samples: Int16Array
  readonly complete: boolean
}

/**
 * Everything that was not heard completely, so that another output can continue where one was lost. Outputs count a part's
 * samples from where they got it; the ledger counts them from the part's start.
 */
export class PlayoutLedger {
  /** In playing order, which is the order of first appearance. */
  readonly #entries = new Map<string, Entry>()

  enqueue(part: AudioPart, samples: Int16Array): void {
    const entry = this.#entryOf(part)
    entry.blocks.push(samples)
    entry.receivedSamples += samples.length
  }

  /** Marks a part as complete. */
  finish(part: AudioPart): void {
    const entry = this.#entries.get(keyOf(part))
    if (entry) entry.complete = true
  }

  /** Records the current output's position, which may be of a part that has ended. */
  moved({ handedOverSamples, heardSamples, ...part }: PartPosition): void {
    const entry = this.#entries.get(keyOf(part))
    if (entry) Object.assign(entry, { handedOverSamples, heardSamples })
  }

  /** Converts an output's count into a count of the whole part; undefined if the part has ended. */
  whole(played: PlayedAudio): PlayedAudio | undefined {
    const entry = this.#entries.get(keyOf(played))
    return entry && describe(entry, entry.before + played.playedSamples)
  }

  /** The part is over. */
  remove(part: AudioPart): void {
    this.#entries.delete(keyOf(part))
  }

  /** Returns everything that was not heard, for another output, whose counts start at 0. */
  rest(): readonly RestOfPart[] {
    return [...this.#entries.values()].map((entry) => {
      entry.before += entry.heardSamples
      entry.handedOverSamples = 0
      entry.heardSamples = 0
      const { itemId, contentIndex, complete } = entry
      return { part: { itemId, contentIndex }, samples: concatSamples(entry.blocks).slice(entry.before), complete }
    })
  }

  /** Returns every part that has not ended, with its samples handed over as far as reported. */
  parts(): readonly PlayedAudio[] {
    return [...this.#entries.values()].map((entry) => describe(entry, entry.before + entry.handedOverSamples))
  }

  clear(): void {
    this.#entries.clear()
  }

  #entryOf({ itemId, contentIndex }: AudioPart): Entry {
    const key = keyOf({ itemId, contentIndex })
    const known = this.#entries.get(key)
    if (known) return known
    const counts = { receivedSamples: 0, before: 0, handedOverSamples: 0, heardSamples: 0 }
    const entry: Entry = { itemId, contentIndex, blocks: [], complete: false, ...counts }
    this.#entries.set(key, entry)
    return entry
  }
}

const keyOf = ({ itemId, contentIndex }: AudioPart): string => `${contentIndex}:${itemId}`

const describe = ({ itemId, contentIndex, receivedSamples, complete }: Entry, playedSamples: number): PlayedAudio => ({
  itemId,
  contentIndex,
  playedSamples: Math.min(playedSamples, receivedSamples),
  receivedSamples,
  complete,
})
