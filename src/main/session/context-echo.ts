import type { ContextMessage } from '../../shared/conversation/context'
import type { ItemId } from '../../shared/conversation/item'
import type { ServerEvent } from '../../shared/realtime/server-events'

/**
 * The items of the past that a session replays to its server. The server confirms each of them with an event, which is
 * ignored: the conversation has the item already, and knows more of it.
 */
export class ContextEcho {
  readonly #replayed: ReadonlySet<ItemId>

  constructor(context: readonly ContextMessage[]) {
    this.#replayed = new Set(context.map(({ id }) => id))
  }

  /** Whether an event only confirms a replayed item. */
  has(event: ServerEvent): boolean {
    switch (event.type) {
      case 'conversation.item.added':
      case 'conversation.item.created':
      case 'conversation.item.done':
        return event.item.id !== undefined && this.#replayed.has(event.item.id)
      default:
        return false
    }
  }
}
