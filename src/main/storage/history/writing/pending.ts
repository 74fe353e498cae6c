import { appendAll } from '../../../../shared/append-all'
import type { Transcript } from '../../../../shared/conversation/transcript'
import type { StoredConversation } from '../../../../shared/history/port'
import type { KeptConversation } from './kept-conversation'
import { notFound } from '../reading/read-conversation'

/** A transcript from the file, as it would be if everything that is known of the conversation could be written. */
export function withPending(stored: Transcript, kept: KeptConversation): Transcript {
  const known = new Map(stored.items.map((item) => [item.id, item]))
  const items = Array.from(kept.items, ({ id, item }) => item ?? known.get(id)).filter((item) => item !== undefined)
  return { ...stored, ...kept.origin, items, usage: kept.usage, responses: [...kept.responses] }
}

/** A conversation of which nothing is in the file yet. @throws Failure `conversation.not_found` when there is nothing */
export function pendingConversation(kept: KeptConversation): StoredConversation {
  if (kept.items.size === 0) throw notFound()
  const { id, startedAt, updatedAt, usage, origin } = kept
  const { title } = kept.items
  const nothing = { id, title, startedAt, ...origin, items: [], usage, responses: [] }
  return { summary: { id, title, startedAt, updatedAt, pinned: false }, transcript: withPending(nothing, kept) }
}

/** Takes over what is known of the same conversation from before, when the file was another one, and is not in this one. */
export function takeOver(fresh: KeptConversation, before: KeptConversation): void {
  for (const kept of before.items) {
    const after = kept.previous?.id ?? null
    const isNews = before.items.changed.has(kept) || !fresh.items.get(kept.id)
    if (kept.item && isNews) fresh.items.fold({ op: 'insert', item: kept.item, after })
    else if (before.items.moved.has(kept)) fresh.items.fold({ op: 'move', id: kept.id, after })
  }
  for (const { id } of before.items.gone) if (!before.items.get(id)) fresh.items.fold({ op: 'remove', id })
  appendAll(fresh.responses, before.responses.slice(fresh.number === null ? 0 : before.writtenResponses))
  if (fresh.number !== null && !before.changedAsWhole) return
  fresh.usage = before.usage
  fresh.origin = before.origin
  fresh.updatedAt = before.updatedAt
  fresh.changedAsWhole = true
}
