import { type ContextMessage, toldName } from '../../shared/conversation/context'
import type { ClientEvent } from '../../shared/realtime/client-events'
import type { ServerEvent } from '../../shared/realtime/server-events'

/**
 * The identifiers of one connection. A server that begins again at `msg_1` after a reconnect means another item than the
 * conversation's `msg_1`: it gets another name inside Parley, and its own on the way back. Items of the past that the server
 * is told of get names on the way that no server gives. What is new stays as it is.
 */
export class IdNamespace {
  /** Names that the conversation had before this connection. */
  readonly #taken: ReadonlySet<string>
  /** Our names by the server's, and the server's by ours, where they differ. */
  readonly #ours = new Map<string, string>()
  readonly #theirs = new Map<string, string>()

  constructor(taken: ReadonlySet<string>, told: readonly ContextMessage[]) {
    this.#taken = taken
    told.forEach(({ id }, index) => this.#pair(id, toldName(index + 1)))
  }

  /** An event of the server, in the conversation's names. */
  toOurs(event: ServerEvent): ServerEvent {
    return this.#taken.size === 0 ? event : this.#renamed(event, (id) => this.#oursOf(id))
  }

  /** An event of ours, in the server's names. */
  toTheirs(event: ClientEvent): ClientEvent {
    return this.#theirs.size === 0 ? event : this.#renamed(event, (id) => this.#theirs.get(id) ?? id)
  }

  #oursOf(id: string): string {
    const known = this.#ours.get(id)
    if (known !== undefined || !this.#taken.has(id)) return known ?? id
    let count = 2
    while (this.#taken.has(`${id}~${count}`)) count++
    return this.#pair(`${id}~${count}`, id)
  }

  #pair(ours: string, theirs: string): string {
    this.#ours.set(theirs, ours)
    this.#theirs.set(ours, theirs)
    return ours
  }

  /** A copy with other names in every place where events have any. */
  #renamed<Event extends { readonly type: string }>(event: Event, rename: (id: string) => string): Event {
    const copy: Record<string, unknown> = { ...event }
    for (const name of ['item_id', 'previous_item_id', 'response_id']) {
      const id = copy[name]
      if (typeof id === 'string' && id !== '') copy[name] = rename(id)
    }
    for (const name of ['item', 'response']) copy[name] = renamedObject(copy[name], rename)
    return copy as Event
  }
}

/** An item or a response, and the items that a response lists. */
function renamedObject(value: unknown, rename: (id: string) => string): unknown {
  if (typeof value !== 'object' || value === null) return value
  const copy: Record<string, unknown> = { ...value }
  if (typeof copy.id === 'string' && copy.id !== '') copy.id = rename(copy.id)
  if (Array.isArray(copy.output)) copy.output = copy.output.map((item: unknown) => renamedObject(item, rename))
  return copy
}
