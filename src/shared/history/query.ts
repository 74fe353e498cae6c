import { foldText } from './fold-text'
import { wordsOf } from './words'

/** Words that follow one another; mostly one. */
export interface Term {
  /** Folded, at least one. */
  readonly words: readonly string[]
  /** Whether the last of them may go on: "walk" finds "walking" too. */
  readonly beginning: boolean
}

/** What is searched for: all of the terms, wherever they stand. Without terms it finds nothing. */
export interface Query {
  readonly terms: readonly Term[]
}

/** Straight ones, and those that keyboards and programs make of them in English, German, French, Chinese and Japanese. */
const quotes = /["“”„‟«»＂「」『』]/u

/**
 * Reads what somebody typed; any text is a query. Words in quotes follow one another, as do the parts of what is written
 * without spaces ("e-mail", "3.14", Chinese). A word with a `*` behind it is a beginning, and so is the last one, which may
 * not have been typed to its end, unless a quote is closed behind it.
 */
export function parseQuery(text: string): Query {
  const chunks = text
    .split(quotes)
    .flatMap(chunksOf)
    .filter(({ words }) => words.length > 0)
  const last = chunks.length - 1
  const terms = chunks.map(({ words, isStarred, isClosed }, index) => {
    const beginning = (isStarred || (index === last && !isClosed)) && canGoOn(words.at(-1) ?? '')
    return { words, beginning }
  })
  const different = new Map(terms.map((term) => [JSON.stringify(term), term]))
  return { terms: [...different.values()] }
}

/** What stands between two quotes is one chunk; before and behind them white space parts chunks. */
function chunksOf(piece: string, index: number, pieces: readonly string[]) {
  const isQuoted = index % 2 === 1
  return (isQuoted ? [piece] : piece.split(/\s+/u)).map((chunk) => ({
    words: wordsOf(foldText(chunk).text).map((word) => word.text),
    isStarred: /\*\s*$/u.test(chunk),
    isClosed: isQuoted && index < pieces.length - 1,
  }))
}

/** One letter begins so many words that finding them would find everything. */
const canGoOn = (word: string): boolean => Array.from(word).length > 1
