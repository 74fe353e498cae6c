import { Conversation } from '../../src/shared/conversation/conversation'
import type { Item, MessageItem } from '../../src/shared/conversation/item'
import type { Patch } from '../../src/shared/conversation/patches'
import { parseServerEvent } from '../../src/shared/realtime/parse'
import type { WireEvent } from '../../src/shared/realtime/wire'

/** Tells a conversation events in GA names the way that they come in: parsed. Answers what changed. */
export function tell(conversation: Conversation, ...events: readonly WireEvent[]): readonly Patch[] {
  return events.flatMap((event) => {
    const parsed = parseServerEvent(event)
    if (parsed.kind !== 'event') throw new Error(`${event.type} is ${parsed.kind}`)
    return conversation.apply(parsed.event)
  })
}

/** A conversation that was told these events. */
export function conversationOf(...events: readonly WireEvent[]): Conversation {
  const conversation = new Conversation()
  tell(conversation, ...events)
  return conversation
}

/** The names of its items, in order. */
export const idsOf = (conversation: Conversation): readonly string[] => conversation.snapshot().map((item) => item.id)

/** The item of a name; a test can't go on without it. */
export function itemOf(conversation: Conversation, id: string): Item {
  const found = conversation.snapshot().find((item) => item.id === id)
  if (!found) throw new Error(`There is no ${id} among ${idsOf(conversation).join(', ')}`)
  return found
}

/** The message of a name. */
export function messageOf(conversation: Conversation, id: string): MessageItem {
  const item = itemOf(conversation, id)
  if (item.kind !== 'message') throw new Error(`${id} is a ${item.kind}`)
  return item
}
