import { accepted, type Checked, invalidRequest, type ProtocolError, refused } from '../errors'
import type { Item } from './items'

/** What `previous_item_id` says when it means the beginning of the conversation. */
const ROOT = 'root'

/** The items of one conversation in their order. */
export class Conversation {
  readonly id: string
  readonly #order: string[] = []
  readonly #items = new Map<string, Item>()

  constructor(id: string) {
    this.id = id
  }

  /** All items, first to last. */
  items(): readonly Item[] {
    return this.#order.flatMap((id) => this.#items.get(id) ?? [])
  }

  get(id: string): Item | undefined {
    return this.#items.get(id)
  }

  /** The id of the last item, null when there is none. */
  get lastId(): string | null {
    return this.#order.at(-1) ?? null
  }

  /**
   * Inserts a new item.
   * @param after the id of the item that it follows, `root` for the beginning; at the end when it is empty or left out
   * @returns the id of the item before it, null when there is none
   */
  insert(item: Item, after?: string | null): Checked<string | null> {
    const problem = this.#problemWith(item)
    if (problem) return refused(problem)
    const index = this.#indexAfter(after)
    if (index === null) {
      const message = `Error adding item: the previous item with id '${after}' does not exist.`
      return refused(invalidRequest('item_create_invalid_previous_item_id', message, 'previous_item_id'))
    }
    this.#order.splice(index, 0, item.id)
    this.#items.set(item.id, item)
    return accepted(this.#order[index - 1] ?? null)
  }

  /** Puts a changed item in the place of the one with its id; does nothing when that was deleted. */
  replace(item: Item): void {
    if (this.#items.has(item.id)) this.#items.set(item.id, item)
  }

  /** The id of the item before this one, null when it is the first. */
  previousId(id: string): string | null {
    return this.#order[this.#order.lastIndexOf(id) - 1] ?? null
  }

  /** Removes an item; false when there is none with this id. */
  delete(id: string): boolean {
    if (!this.#items.delete(id)) return false
    this.#order.splice(this.#order.lastIndexOf(id), 1)
    return true
  }

  #problemWith(item: Item): ProtocolError | null {
    if (this.#items.has(item.id)) {
      const message = `Error adding item: an item with id '${item.id}' already exists.`
      return invalidRequest('item_create_duplicate_item_id', message, 'item.id')
    }
    if (item.type === 'function_call_output' && !this.#hasCall(item.call_id)) {
      const message = `Tool call ID '${item.call_id}' not found in conversation.`
      return invalidRequest('invalid_tool_call_id', message, 'item.call_id')
    }
    return null
  }

  #hasCall(callId: string): boolean {
    return this.items().some((item) => item.type === 'function_call' && item.call_id === callId)
  }

  #indexAfter(after: string | null | undefined): number | null {
    if (!after) return this.#order.length
    if (after === ROOT) return 0
    const index = this.#order.lastIndexOf(after)
    return index === -1 ? null : index + 1
  }
}
