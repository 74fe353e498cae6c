import { heardText } from './heard'
import type { Item, ItemId, MessageItem } from './item'

/** What a model is told of a conversation that it was not there for. */
export interface Context {
  /** First to last. */
  readonly messages: readonly ContextMessage[]
  /** Whether that is all; the oldest are left out where there is too much. */
  readonly complete: boolean
}

export interface ContextMessage {
  readonly id: ItemId
  readonly role: MessageItem['role']
  readonly text: string
}

/**
 * How much of a conversation a new session is told, in characters: about 8,000 tokens, a quarter of what realtime models
 * keep in mind, so that there is room for what comes.
 */
const MAX_CONTEXT_CHARACTERS = 32_000
/** Servers take no longer identifiers. */
const MAX_ID_CHARACTERS = 32

/**
 * What was said and heard: words that nobody heard are left out, as the server of the time was told too; so is speech of
 * which there is no transcript.
 */
export function contextOf(items: readonly Item[], characters = MAX_CONTEXT_CHARACTERS): Context {
  const messages: ContextMessage[] = []
  let left = characters
  for (const [index, item] of [...items.entries()].reverse()) {
    const text = item.kind === 'message' ? wordsOf(item) : ''
    if (item.kind !== 'message' || text === '') continue
    left -= text.length
    if (left < 0) return { messages: messages.reverse(), complete: false }
    const id = item.id.length <= MAX_ID_CHARACTERS ? item.id : `context_${index}`
    messages.push({ id, role: item.role, text })
  }
  return { messages: messages.reverse(), complete: true }
}

const wordsOf = ({ parts }: MessageItem): string =>
  parts
    .map((part) => heardText(part).heard.trim())
    .filter((text) => text !== '')
    .join('\n')

/** The name under which a server is told the `count`th item of the past: one that no server gives by itself. */
export const toldName = (count: number): ItemId => `told_${count}`

/** Whether an item that was sent is one of the past. */
export const isTold = (id: ItemId): boolean => /^told_\d+$/.test(id)
