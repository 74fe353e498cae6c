import { assertNever } from '../../src/shared/assert-never'
import type { ContentPart, Item, ItemId } from '../../src/shared/conversation/item'
import type { Patch } from '../../src/shared/conversation/patches'
import type { WireRateLimit } from '../../src/shared/realtime/wire'
import { noUsage, type Usage } from '../../src/shared/usage/usage'

/** What somebody sees who is told of a conversation by patches alone. Strict: a patch that does not fit throws. */
export class ConversationView {
  readonly #items: Item[] = []
  usage: Usage = noUsage
  rateLimits: readonly WireRateLimit[] = []

  get items(): readonly Item[] {
    return this.#items
  }

  /** Folds patches as they come over a wire, so that nothing is shared with the sender. */
  fold(patches: readonly Patch[]): void {
    for (const patch of structuredClone(patches)) this.#fold(patch)
  }

  #fold(patch: Patch): void {
    switch (patch.op) {
      case 'insert':
        if (this.#items.some(({ id }) => id === patch.item.id)) throw new Error(`${patch.item.id} is there already`)
        this.#insert(patch.item, patch.after)
        return
      case 'update':
        this.#items[this.#indexOf(patch.item.id)] = patch.item
        return
      case 'append_text':
        this.#appendText(patch.id, patch.part, patch.text)
        return
      case 'append_arguments':
        this.#appendArguments(patch.id, patch.text)
        return
      case 'move': {
        const [item] = this.#items.splice(this.#indexOf(patch.id), 1)
        if (item) this.#insert(item, patch.after)
        return
      }
      case 'remove':
        this.#items.splice(this.#indexOf(patch.id), 1)
        return
      case 'usage':
        this.usage = patch.usage
        return
      case 'rate_limits':
        this.rateLimits = patch.limits
        return
      default:
        assertNever(patch)
    }
  }

  #insert(item: Item, after: ItemId | null): void {
    this.#items.splice(after === null ? 0 : this.#indexOf(after) + 1, 0, item)
  }

  #appendText(id: ItemId, index: number, text: string): void {
    const position = this.#indexOf(id)
    const item = this.#items[position]
    if (item?.kind !== 'message' || !item.parts[index]) throw new Error(`${id} has no part ${index}`)
    const parts = item.parts.map((part, at): ContentPart => (at === index ? { ...part, text: part.text + text } : part))
    this.#items[position] = { ...item, parts }
  }

  #appendArguments(id: ItemId, text: string): void {
    const position = this.#indexOf(id)
    const item = this.#items[position]
    if (item?.kind !== 'function_call') throw new Error(`${id} is no function call`)
    this.#items[position] = { ...item, arguments: item.arguments + text }
  }

  #indexOf(id: ItemId): number {
    const index = this.#items.findIndex((item) => item.id === id)
    if (index === -1) throw new Error(`There is no ${id}`)
    return index
  }
}
