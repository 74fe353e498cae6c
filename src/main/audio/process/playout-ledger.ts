import type { AudioPart, PlayedAudio } from '../../ports/session'
import { concatSamples } from '../pcm'
import type { PartPosition } from './messages'

interface Entry extends AudioPart {
  readonly blocks: Int16Array[]
  receivedSamples: number
  /** What was heard of it on outputs that came before the present one. */
  before: number
  /** Since the present output was given it. */
  handedOverSamples: number
  heardSamples: number
  complete: boolean
}

/** What is left of a part, for an output that knows nothing of it. */
export interface RestOfPart {
  readonly part: AudioPart
  readonly samples: Int16Array
  readonly complete: boolean
}

/**
 * All that is to be played and was not heard to its end, so that another output can go on where one was lost. Outputs
 * count a part's samples from where they were given it; the ledger counts them from the part's beginning.
 */
export class PlayoutLedger {
  /** In playing order, which is the order of first appearance. */
  readonly #entries = new Map<string, Entry>()

  enqueue(part: AudioPart, samples: Int16Array): void {
    const entry = this.#entryOf(part)
    entry.blocks.push(samples)
    entry.receivedSamples += samples.length
  }

  /** No more will come of it; a part that is over stays so. */
  finish(part: AudioPart): void {
    const entry = this.#entries.get(keyOf(part))
    if (entry) entry.complete = true
  }

  /** The present output says how far it is; it may speak of a part that is over. */
  moved({ handedOverSamples, heardSamples, ...part }: PartPosition): void {
    const entry = this.#entries.get(keyOf(part))
    if (entry) Object.assign(entry, { handedOverSamples, heardSamples })
  }

  /** An output's count of a part as a count of the whole part; undefined when the part is over. */
  whole(played: PlayedAudio): PlayedAudio | undefined {
    const entry = this.#entries.get(keyOf(played))
    return entry && describe(entry, entry.before + played.playedSamples)
  }

  /** The part is over. */
  remove(part: AudioPart): void {
    this.#entries.delete(keyOf(part))
  }

  /** Hands all that was not heard to another output, whose counts begin anew. */
  rest(): readonly RestOfPart[] {
    return [...this.#entries.values()].map((entry) => {
      entry.before += entry.heardSamples
      entry.handedOverSamples = 0
      entry.heardSamples = 0
      const { itemId, contentIndex, complete } = entry
      return { part: { itemId, contentIndex }, samples: concatSamples(entry.blocks).slice(entry.before), complete }
    })
  }

  /** Every part that is not over, with what was handed over of it as far as it was told. */
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
