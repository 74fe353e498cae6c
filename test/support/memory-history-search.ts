import type { Item } from '../../src/shared/conversation/item'
import { messageText } from '../../src/shared/conversation/item'
import type { Excerpt, SearchHit, SearchRequest } from '../../src/shared/history/search'
import type { MemoryConversation } from './memory-conversation'

/** What is found in a conversation: the user's title, then its messages and notices, by the query as it is written. */
export function hitsIn(conversation: MemoryConversation, request: SearchRequest): SearchHit[] {
  const { id: conversationId, title } = conversation
  const query = request.query.trim().toLowerCase()
  if (query === '') return []
  const hit = (itemId: string | null, speaker: SearchHit['speaker'], at: number, text: string): SearchHit[] => {
    const excerpt = excerptOf(text, query)
    const inTime = at >= (request.from ?? -Infinity) && at < (request.until ?? Infinity)
    const wanted = request.speaker === 'anyone' || request.speaker === speaker
    return excerpt && inTime && wanted ? [{ conversationId, title, itemId, speaker, at, excerpt }] : []
  }
  const { items } = conversation.transcript()
  return [
    ...(conversation.ownTitle === null ? [] : hit(null, 'other', conversation.updatedAt, title)),
    ...items.flatMap((item) => hit(item.id, speakerOf(item), item.at ?? conversation.startedAt, textOf(item))),
  ]
}

const speakerOf = (item: Item): SearchHit['speaker'] =>
  item.kind === 'message' && item.role !== 'system' ? item.role : 'other'

const textOf = (item: Item): string =>
  item.kind === 'message' ? messageText(item) : item.kind === 'notice' ? item.text : ''

function excerptOf(text: string, query: string): Excerpt | null {
  const line = text.replace(/\s+/gu, ' ')
  const start = line.toLowerCase().indexOf(query)
  return start === -1 ? null : { text: line, marks: [{ start, end: start + query.length }] }
}
