import type { WireResponse } from '../realtime/wire'
import { addUsage, noUsage, readUsage, type Usage } from '../usage/usage'
import { statusAfter } from './fold-item'
import type { ItemId, ItemStatus } from './item'

/** What the end of a response settles. */
interface EndedResponse {
  readonly items: ReadonlySet<ItemId>
  /** What its items end as, unless they have ended. */
  readonly status: ItemStatus
  /** The items of the response that ended before this one. */
  readonly previous: ReadonlySet<ItemId>
}

/** Which items a response produced, how it ended, and what all of them together have used. */
export class Responses {
  #usage = noUsage
  #latest: ReadonlySet<ItemId> = new Set()
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

  /** Ends a response; null when it had ended before. One without a name can't be told from another. */
  end(response: WireResponse): EndedResponse | null {
    const { id } = response
    if (id && this.#ended.has(id)) return null
    const status = statusAfter(response.status)
    const items = new Set([...this.#items(id), ...namesOf(response)])
    if (id) {
      this.#ended.set(id, status)
      this.#open.delete(id)
    }
    if (response.usage) this.#usage = addUsage(this.#usage, readUsage(response.usage))
    const previous = this.#latest
    this.#latest = items
    return { items, status, previous }
  }

  #items(responseId: string | undefined): Iterable<ItemId> {
    return (responseId !== undefined && this.#open.get(responseId)) || []
  }
}

const namesOf = (response: WireResponse): readonly ItemId[] => (response.output ?? []).flatMap((item) => item.id ?? [])
