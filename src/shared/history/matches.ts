import { foldText, originalPlace } from './fold-text'
import type { Query, Term } from './query'
import type { Mark } from './search'
import { type Word, wordsOf } from './words'

/** Where a term stands in a text. */
export interface Place extends Mark {
  /** The term's place in the query. */
  readonly term: number
  /** How many words stand before it, and before its end. */
  readonly firstWord: number
  readonly endWord: number
  /** Whether it ends with a word's end, and is not only a beginning. */
  readonly whole: boolean
}

/** All places where a term of the query stands, in the order of the text. */
export function findPlaces(text: string, query: Query): readonly Place[] {
  if (query.terms.length === 0) return []
  const folded = foldText(text)
  const words = wordsOf(folded.text)
  const places: Place[] = []
  for (const [firstWord, first] of words.entries()) {
    for (const [index, term] of query.terms.entries()) {
      const endWord = firstWord + term.words.length
      const last = words[endWord - 1]
      if (!last || !standsAt(term, words, firstWord)) continue
      const typed = term.words.at(-1)?.length ?? 0
      const whole = last.text.length === typed
      const place = originalPlace(folded, first.start, whole ? last.end : last.start + typed)
      places.push({ ...place, term: index, firstWord, endWord, whole })
    }
  }
  return places
}

/** What is to be marked in a text: every place of every term, also where not all of them are found. */
export const findMatches = (text: string, query: Query): readonly Mark[] => joined(findPlaces(text, query))

/** Marks in order that don't overlap. */
export function joined(places: readonly Mark[]): readonly Mark[] {
  const marks: Mark[] = []
  for (const { start, end } of places.toSorted((left, right) => left.start - right.start)) {
    const before = marks.at(-1)
    if (before && start < before.end) marks.splice(-1, 1, { start: before.start, end: Math.max(before.end, end) })
    else marks.push({ start, end })
  }
  return marks
}

const standsAt = ({ words, beginning }: Term, text: readonly Word[], from: number): boolean =>
  words.every((word, index) => {
    const found = text[from + index]?.text
    return beginning && index === words.length - 1 ? (found?.startsWith(word) ?? false) : found === word
  })
