import type { ContentPart, Item, MessageItem } from '../../src/shared/conversation/item'
import type { Transcript } from '../../src/shared/conversation/transcript'
import { noUsage } from '../../src/shared/usage/usage'

/** Small transcripts for tests that look at one thing. */

export const aPart = (changes: Partial<ContentPart> = {}): ContentPart => ({
  kind: 'text',
  text: 'words',
  audioMs: 0,
  heardMs: null,
  transcript: 'none',
  ...changes,
})

export const aMessage = (changes: Partial<MessageItem> = {}): MessageItem => ({
  kind: 'message',
  id: 'item_1',
  at: null,
  status: 'completed',
  role: 'assistant',
  responseId: null,
  parts: [aPart()],
  ...changes,
})

/** A message of one written part. */
export const written = (text: string, role: MessageItem['role'] = 'user'): MessageItem =>
  aMessage({ role, parts: [aPart({ text })] })

/** A message of one spoken part, first seen at the given millisecond. */
export const spoken = (
  role: MessageItem['role'],
  at: number | null,
  text: string,
  audioMs: number,
  heardMs: number | null = null,
): MessageItem => aMessage({ role, at, parts: [aPart({ kind: 'audio', text, audioMs, heardMs, transcript: 'done' })] })

export const aTranscript = (items: readonly Item[], changes: Partial<Transcript> = {}): Transcript => ({
  id: null,
  title: 'A title',
  startedAt: null,
  model: null,
  endpoint: null,
  items,
  usage: noUsage,
  responses: [],
  ...changes,
})
