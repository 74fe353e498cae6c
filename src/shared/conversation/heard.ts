import type { ContentPart } from './item'

/** A part's text, divided where the user stopped it. */
export interface HeardText {
  readonly heard: string
  readonly unheard: string
}

/**
 * Milliseconds after which an answer of unknown length was interrupted; null for other parts. All its words count as
 * heard.
 */
export const cutWithoutLength = ({ heardMs, audioMs }: ContentPart): number | null =>
  heardMs !== null && heardMs > 0 && audioMs <= 0 ? heardMs : null

/**
 * Divides a part's text at the point of interruption. The protocol gives no word times, so the cut is put where an even
 * pace would put it, then moved back to the start of the word: a word of which only the start was heard was not heard.
 */
export function heardText(part: ContentPart): HeardText {
  const { text, heardMs, audioMs } = part
  if (heardMs === null || cutWithoutLength(part) !== null) return { heard: text, unheard: '' }
  if (heardMs <= 0 || audioMs <= 0) return { heard: '', unheard: text }
  if (heardMs >= audioMs) return { heard: text, unheard: '' }
  const near = Math.floor((text.length * heardMs) / audioMs)
  const cut = startOfWord(text, near)
  return { heard: text.slice(0, cut), unheard: text.slice(cut) }
}

/** Unicode's rules for words hold in scripts without spaces too, and never cut a character in two. */
const words = new Intl.Segmenter('en', { granularity: 'word' })

/** The start of the word (or space, or punctuation) that the character at an index belongs to. */
const startOfWord = (text: string, index: number): number => words.segment(text).containing(index)?.index ?? index
