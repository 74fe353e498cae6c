import type { WireResponse } from '../realtime/wire'
import { addUsage, noUsage, readUsage, type Usage } from '../usage/usage'
import type { ItemId, ItemStatus } from './item'
import { statusAfter } from './fold-item'

/** Which items a response produced, how it ended, and what all of them together have used. */
export class Responses {
  #usage = noUsage
  readonly #open = new Map<string, Set<ItemId>>()
  readonly #ended = new Map<string, ItemStatus>()

  get usage(): Usage {
    return this.#usage
  }

  /** Notes that an item belongs to a response; answers the item's status if that response is over already. */
  own(responseId: string, itemId: ItemId): ItemStatus | null {
    const ended = this.#ended.get(responseId)
    if (ended) return ended
    const items = this.#open.get(responseId)
    if (items) items.add(itemId)
    else this.#open.set(responseId, new Set([itemId]))
    return null
  }

  /**
   * Ends a response.
   * @returns its items and the status they end with unless they have one; null when it had ended before
   */
  end(response: WireResponse): { readonly items: ReadonlySet<ItemId>; readonly status: ItemStatus } | null {
    const id = response.id ?? ''
    if (id !== '' && this.#ended.has(id)) return null
    const status = statusAfter(response.status)
    this.#ended.set(id, status)
    if (response.usage) this.#usage = addUsage(this.#usage, readUsage(response.usage))
    const items = this.#open.get(id) ?? new Set()
    this.#open.delete(id)
    return { items, status }
  }
}
