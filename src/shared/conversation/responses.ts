import { appendAll } from '../append-all'
import type { WireResponse } from '../realtime/wire'
import { addUsage, noUsage, readUsage, type Usage } from '../usage/usage'
import { statusAfter } from './fold-item'
import type { ItemId, ItemStatus } from './item'
import type { EndedResponse } from './transcript'

/** What the end of a response settles. */
interface Settled {
  readonly items: ReadonlySet<ItemId>
  /** What its items end as, unless they have ended. */
  readonly status: ItemStatus
  /** The items of the response that ended before this one. */
  readonly previous: ReadonlySet<ItemId>
  /** Its tokens, if the server told. */
  readonly record: EndedResponse | null
}

/** Which items a response produced, how it ended, and what all of them together have used. */
export class Responses {
  #usage = noUsage
  #latest: ReadonlySet<ItemId> = new Set()
  readonly #open = new Map<string, Set<ItemId>>()
  readonly #ended = new Map<string, ItemStatus>()
  readonly #records: EndedResponse[] = []

  get usage(): Usage {
    return this.#usage
  }

  /** Those that used tokens, in the order in which they ended. */
  get records(): readonly EndedResponse[] {
    return this.#records
  }

  /** Takes over what was used before. */
  restore(usage: Usage, records: readonly EndedResponse[]): void {
    this.#usage = usage
    appendAll(this.#records, records)
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
  end(response: WireResponse, at: number | null): Settled | null {
    const { id } = response
    if (id && this.#ended.has(id)) return null
    const status = statusAfter(response.status)
    const items = new Set([...this.openItems(id), ...namesOf(response)])
    if (id) {
      this.#ended.set(id, status)
      this.#open.delete(id)
    }
    const record = response.usage ? { id: id ?? null, at, usage: readUsage(response.usage) } : null
    if (record) {
      this.#usage = addUsage(this.#usage, record.usage)
      this.#records.push(record)
    }
    const previous = this.#latest
    this.#latest = items
    return { items, status, previous, record }
  }

  /** The names of all responses, also of those that were restored. */
  *names(): Iterable<string> {
    yield* this.#open.keys()
    yield* this.#ended.keys()
    for (const { id } of this.#records) if (id !== null) yield id
  }

  /** The items so far of a response that has not ended. */
  openItems(responseId: string | undefined): Iterable<ItemId> {
    return (responseId !== undefined && this.#open.get(responseId)) || []
  }
}

const namesOf = (response: WireResponse): readonly ItemId[] => (response.output ?? []).flatMap((item) => item.id ?? [])
