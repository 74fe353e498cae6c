import type { Item, MessageItem } from '../../../../shared/conversation/item'
import { titleOf } from '../../../../shared/conversation/transcript'
import type { KeptItem } from './item-list'

/** The title of a conversation by its first words, as `titleOf` finds it, without looking at all items each time. */
export class FirstWords {
  #source: KeptItem | null = null
  #role: 'user' | 'assistant' | null = null
  #title = titleOf([])
  /** Whether the title is that of the source as it is now. */
  #current = true
  /** Whether the source has to be looked for among all items. */
  #lost: boolean

  /** @param hasItems whether the conversation has items of which nothing was told */
  constructor(hasItems: boolean) {
    this.#lost = hasItems
  }

  /** An item is new, has changed as a whole, or has another place. */
  changed(kept: KeptItem, moved: boolean): void {
    const role = kept.item && roleOf(kept.item)
    const words = role !== null && hasWords(kept.item)
    if (kept === this.#source) {
      this.#current = false
      if (moved || !words || role !== this.#role) this.#lost = true
    } else if (kept.item === null) this.#lost = true
    else if (words) this.#propose(kept, role)
  }

  /** A piece of text was added to an item. */
  grew(kept: KeptItem, piece: string): void {
    if (kept === this.#source) this.#current = false
    else if (/\S/u.test(piece)) {
      const role = kept.item && roleOf(kept.item)
      if (role) this.#propose(kept, role)
    }
  }

  removed(kept: KeptItem): void {
    if (kept !== this.#source) return
    this.#lost = true
    this.#current = false
  }

  /**
   * @param items all of them, in order
   * @param read reads an item that is in the file only
   */
  title(items: Iterable<KeptItem>, read: (kept: KeptItem) => Item | null): string {
    if (this.#lost) this.#search(items, read)
    if (this.#current) return this.#title
    const item = this.#source && (this.#source.item ?? read(this.#source))
    this.#title = titleOf(item ? [item] : [])
    this.#current = true
    return this.#title
  }

  #propose(kept: KeptItem, role: 'user' | 'assistant'): void {
    const first = this.#source === null || kept.position < this.#source.position
    const better = this.#role === role ? first : role === 'user' || this.#role === null
    if (better) this.#choose(kept, role)
  }

  #choose(kept: KeptItem, role: 'user' | 'assistant'): void {
    this.#source = kept
    this.#role = role
    this.#current = false
  }

  #search(items: Iterable<KeptItem>, read: (kept: KeptItem) => Item | null): void {
    this.#source = null
    this.#role = null
    this.#current = false
    for (const kept of items) {
      const item = kept.item ?? read(kept)
      const role = item && roleOf(item)
      if (!role || !hasWords(item)) continue
      this.#propose(kept, role)
      if (role === 'user') break
    }
    this.#lost = false
  }
}

const roleOf = (item: Item): 'user' | 'assistant' | null =>
  item.kind !== 'message' || item.role === 'system' ? null : item.role

const hasWords = (item: Item | null): boolean =>
  item?.kind === 'message' && (item satisfies MessageItem).parts.some((part) => /\S/u.test(part.text))
