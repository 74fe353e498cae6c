import type { Item, ItemId } from '../../../../shared/conversation/item'

/** An item of a conversation that is being kept. */
export interface KeptItem {
  readonly id: ItemId
  /** Null while it is in the file only. */
  item: Item | null
  /** Orders the items: between that of the one before and that of the one behind. */
  position: number
  /** Its row; null before it is written. */
  number: number | null
  /** Whether its row says that it is growing. */
  running: boolean
  previous: KeptItem | null
  next: KeptItem | null
}

type NewItem = Pick<KeptItem, 'id' | 'item'> & Partial<Pick<KeptItem, 'position' | 'number' | 'running'>>

/** The items of a conversation in order. Every call costs the same however many there are, but for a renumbering. */
export class ItemList {
  /** Those whose position has changed; whoever writes them empties it. */
  readonly moved = new Set<KeptItem>()
  readonly #items = new Map<ItemId, KeptItem>()
  #first: KeptItem | null = null
  #last: KeptItem | null = null

  get size(): number {
    return this.#items.size
  }

  get(id: ItemId): KeptItem | undefined {
    return this.#items.get(id)
  }

  *[Symbol.iterator](): IterableIterator<KeptItem> {
    for (let kept = this.#first; kept; kept = kept.next) yield kept
  }

  /** Adds an item that was written, with the position it has, behind all others. */
  push(written: NewItem): void {
    const kept = this.#make(written)
    this.#link(kept, this.#last)
  }

  /** Adds an item that is new behind another: at the start for null, at the end where that one is not known. */
  insert(item: NewItem, after: ItemId | null | undefined): KeptItem {
    const kept = this.#make(item)
    this.#link(kept, this.#behind(after, kept))
    this.#position(kept)
    return kept
  }

  move(kept: KeptItem, after: ItemId | null): void {
    const target = this.#behind(after, kept)
    if (kept.previous === target) return
    this.#unlink(kept)
    this.#link(kept, target)
    this.#position(kept)
  }

  remove(kept: KeptItem): void {
    this.#unlink(kept)
    this.#items.delete(kept.id)
    this.moved.delete(kept)
  }

  #make({ id, item, position = 0, number = null, running = false }: NewItem): KeptItem {
    const kept: KeptItem = { id, item, position, number, running, previous: null, next: null }
    this.#items.set(id, kept)
    return kept
  }

  #behind(after: ItemId | null | undefined, own: KeptItem): KeptItem | null {
    if (after === null) return null
    const known = after === undefined ? undefined : this.#items.get(after)
    if (known && known !== own) return known
    return this.#last === own ? own.previous : this.#last
  }

  #position(kept: KeptItem): void {
    kept.position = between(kept.previous?.position, kept.next?.position)
    const fits =
      kept.position > (kept.previous?.position ?? -Infinity) && kept.position < (kept.next?.position ?? Infinity)
    if (fits) this.moved.add(kept)
    else this.#renumber()
  }

  /** There is no number left between two neighbours: halving has its end after some fifty times. */
  #renumber(): void {
    let position = 0
    for (const kept of this) {
      kept.position = ++position
      this.moved.add(kept)
    }
  }

  #link(kept: KeptItem, after: KeptItem | null): void {
    kept.previous = after
    kept.next = after ? after.next : this.#first
    if (after) after.next = kept
    else this.#first = kept
    if (kept.next) kept.next.previous = kept
    else this.#last = kept
  }

  #unlink(kept: KeptItem): void {
    if (kept.previous) kept.previous.next = kept.next
    else this.#first = kept.next
    if (kept.next) kept.next.previous = kept.previous
    else this.#last = kept.previous
  }
}

function between(before: number | undefined, behind: number | undefined): number {
  if (before === undefined) return behind === undefined ? 1 : behind - 1
  return behind === undefined ? before + 1 : (before + behind) / 2
}
