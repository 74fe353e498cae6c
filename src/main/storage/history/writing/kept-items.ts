import { assertNever } from '../../../../shared/assert-never'
import type { Item, ItemId } from '../../../../shared/conversation/item'
import type { Patch } from '../../../../shared/conversation/patches'
import { withArguments, withText } from './add-piece'
import { FirstWords } from './first-words'
import { isGrowing } from './growing'
import { ItemList, type KeptItem } from './item-list'

/** An item that is in the file, in order. */
export interface WrittenItem {
  readonly id: ItemId
  readonly number: number
  readonly position: number
  readonly running: boolean
}

/** An item that is in the file and is to go. */
export interface GoneItem {
  readonly id: ItemId
  readonly number: number
  /** Whether it was still growing, so that its words are not in the index. */
  readonly running: boolean
}

/** The items of a conversation that is being kept, and what of them is not in the file yet. */
export class KeptItems extends ItemList {
  /** Those whose content is not in the file as it is now. */
  readonly changed = new Set<KeptItem>()
  readonly gone: GoneItem[] = []
  readonly #words: FirstWords
  readonly #read: (kept: KeptItem) => Item | null

  /** @param read reads an item that is in the file only; null where it is not there any more */
  constructor(written: readonly WrittenItem[], read: (kept: KeptItem) => Item | null) {
    super()
    for (const item of written) this.push({ ...item, item: null })
    this.#words = new FirstWords(written.length > 0)
    this.#read = read
  }

  /** How many pieces of work there are for who writes. */
  get unwritten(): number {
    return this.changed.size + this.gone.length + this.moved.size
  }

  /** What a conversation of these items is called by its first words. */
  get title(): string {
    return this.#words.title(this, this.#read)
  }

  /** Whether an item is expected to change. */
  get isGrowing(): boolean {
    for (const kept of this.changed) if (kept.item && isGrowing(kept.item)) return true
    for (const kept of this) if (kept.running) return true
    return false
  }

  /** All of it is in the file now. */
  settle(): void {
    this.changed.clear()
    this.moved.clear()
    this.gone.length = 0
  }

  /**
   * Takes in a change; one that does not fit changes as much as can be made of it.
   * @returns whether something is over, so that it is to be written at once
   */
  fold(patch: Patch): boolean {
    switch (patch.op) {
      case 'insert':
        return this.#put(patch.item, patch.after)
      case 'update':
        return this.#put(patch.item, undefined)
      case 'append_text':
        return this.#add(patch.id, patch.text, (item) => withText(item, patch.part, patch.text))
      case 'append_arguments':
        return this.#add(patch.id, '', (item) => withArguments(item, patch.text))
      case 'move':
        return this.#move(patch.id, patch.after)
      case 'remove':
        return this.#remove(patch.id)
      case 'usage':
      case 'rate_limits':
        return false
      default:
        return assertNever(patch)
    }
  }

  /** @param after where it goes; undefined where it is, or at the end if it is new */
  #put(item: Item, after: ItemId | null | undefined): boolean {
    const known = this.get(item.id)
    const kept = known ?? this.insert({ id: item.id, item }, after)
    kept.item = item
    if (known && after !== undefined) this.move(known, after)
    this.changed.add(kept)
    this.#words.changed(kept, known !== undefined && after !== undefined)
    return !isGrowing(item)
  }

  #add(id: ItemId, piece: string, grown: (item: Item) => Item): boolean {
    const kept = this.get(id)
    const item = kept && (kept.item ?? this.#read(kept))
    if (!kept || !item) return false
    kept.item = grown(item)
    this.changed.add(kept)
    this.#words.grew(kept, piece)
    return false
  }

  #move(id: ItemId, after: ItemId | null): boolean {
    const kept = this.get(id)
    if (!kept) return false
    this.move(kept, after)
    this.#words.changed(kept, true)
    return false
  }

  #remove(id: ItemId): boolean {
    const kept = this.get(id)
    if (!kept) return false
    this.remove(kept)
    this.changed.delete(kept)
    this.#words.removed(kept)
    const { number, running } = kept
    if (number !== null) this.gone.push({ id, number, running })
    return true
  }
}
