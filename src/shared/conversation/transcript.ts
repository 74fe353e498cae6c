import type { Usage } from '../usage/usage'
import { type Item, type MessageItem, messageText } from './item'

/** The tokens of a completed response. */
export interface EndedResponse {
  /** The server's identifier; null if it gave none. */
  readonly id: string | null
  /** Milliseconds since 1970 of its end; null in recordings. */
  readonly at: number | null
  readonly usage: Usage
}

/** The same with its price at that time. */
export interface ResponseRecord extends EndedResponse {
  /** US dollars; null if the price is unknown. */
  readonly dollars: number | null
}

/** A conversation as it is exported. */
export interface Transcript {
  /** Its identifier in the history; null if it is not there, such as a recording. */
  readonly id: string | null
  readonly title: string
  /** Milliseconds since 1970 when the conversation began; null in recordings, which carry no times. */
  readonly startedAt: number | null
  /** The server's name for the model; null if it is unknown. */
  readonly model: string | null
  /** The user's name for the endpoint; null if it is unknown. */
  readonly endpoint: string | null
  readonly items: readonly Item[]
  /** Tokens of all responses together. */
  readonly usage: Usage
  /** The responses that used tokens, in the order in which they ended. */
  readonly responses: readonly ResponseRecord[]
}

/** Returns responses without a price. */
export const unpriced = (responses: readonly EndedResponse[]): readonly ResponseRecord[] =>
  responses.map((response) => ({ ...response, dollars: null }))

/** The longest title, in characters as a reader counts them (an emoji is one). */
const MAX_TITLE_CHARACTERS = 60
const UNTITLED = 'Conversation'

/**
 * Returns a conversation's title: its first words, the user's, or else the assistant's; "Conversation" if it has none.
 */
export function titleOf(items: readonly Item[]): string {
  const words = firstWords(items, 'user') ?? firstWords(items, 'assistant')
  return words === null ? UNTITLED : shorten(words, MAX_TITLE_CHARACTERS)
}

function firstWords(items: readonly Item[], role: MessageItem['role']): string | null {
  for (const item of items) {
    if (item.kind !== 'message' || item.role !== role) continue
    const words = messageText(item).replace(/\s+/gu, ' ').trim()
    if (words !== '') return words
  }
  return null
}

/** Cuts between words where there are any in reach, and never inside what a reader sees as one character. */
function shorten(text: string, length: number): string {
  // Twenty code units a character are more than any writing system needs; the rest of a long text is not looked at.
  const segments = new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text.slice(0, length * 20))
  const characters = Array.from(segments, ({ segment }) => segment)
  if (characters.length <= length) return text
  const lastSpace = characters.lastIndexOf(' ', length - 1)
  return `${characters.slice(0, lastSpace > length / 2 ? lastSpace : length - 1).join('')}…`
}
