import type { AudioPart } from '../../../shared/session/audio-part'
import type { Effect } from './effects'

/** Pending changes before the queue is copied: copying it for every change would cost its whole length each time. */
const MERGED_AT = 64

/**
 * The parts that were given to the speaker and have not been heard to their end, in order. Immutable, as the machine's
 * state is; adding and removing cost little however many there are, since a server decides how many.
 */
export class PartQueue {
  static readonly empty = new PartQueue(new Map(), new Map(), new Set())

  /** Never changed: queues made of one another share it. */
  readonly #base: ReadonlyMap<string, AudioPart>
  readonly #added: ReadonlyMap<string, AudioPart>
  /** Keys of the base that are gone. */
  readonly #removed: ReadonlySet<string>

  private constructor(
    base: ReadonlyMap<string, AudioPart>,
    added: ReadonlyMap<string, AudioPart>,
    removed: ReadonlySet<string>,
  ) {
    this.#base = base
    this.#added = added
    this.#removed = removed
  }

  get size(): number {
    return this.#base.size - this.#removed.size + this.#added.size
  }

  has(part: AudioPart): boolean {
    const key = partKey(part)
    return this.#added.has(key) || (this.#base.has(key) && !this.#removed.has(key))
  }

  with(part: AudioPart): PartQueue {
    if (this.has(part)) return this
    return new PartQueue(this.#base, new Map([...this.#added, [partKey(part), part]]), this.#removed).#merged()
  }

  without(part: AudioPart): PartQueue {
    const key = partKey(part)
    if (!this.has(part)) return this
    if (!this.#added.has(key)) return new PartQueue(this.#base, this.#added, new Set([...this.#removed, key])).#merged()
    const added = new Map(this.#added)
    added.delete(key)
    return new PartQueue(this.#base, added, this.#removed)
  }

  *[Symbol.iterator](): IterableIterator<AudioPart> {
    for (const [key, part] of this.#base) if (!this.#removed.has(key)) yield part
    yield* this.#added.values()
  }

  #merged(): PartQueue {
    if (this.#added.size + this.#removed.size < MERGED_AT) return this
    return new PartQueue(new Map(Array.from(this, (part) => [partKey(part), part])), new Map(), new Set())
  }
}

/** Not every server ends every part: with its response a part ends too. */
export const finishQueued = (queued: PartQueue): readonly Effect[] =>
  Array.from(queued, (part) => ({ type: 'finish_part', part }))

const partKey = ({ itemId, contentIndex }: AudioPart): string => `${itemId}/${contentIndex}`
