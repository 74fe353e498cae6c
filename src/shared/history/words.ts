/** A word of a folded text: from the code unit `start` up to, but without, `end`. */
export interface Word {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** Scripts that are written without spaces between words: each character counts as a word, so that inner words are found. */
const unspaced =
  '[\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}\\p{scx=Bopomofo}\\p{scx=Thai}\\p{scx=Lao}\\p{scx=Khmer}\\p{scx=Myanmar}]'
const wordPattern = `(?=[\\p{L}\\p{N}])${unspaced}\\p{M}*|(?:(?!${unspaced})[\\p{L}\\p{N}]|\\p{M})+`

/** What a word is told apart by. Beyond that are only keys and encoded data, which would swell an index. */
const MAX_WORD_CHARACTERS = 64

/**
 * The words of a folded text: runs of letters, digits and the marks on them. This is the only place that says what a word
 * is: the index gets these words with spaces between them, and parts them at the spaces.
 */
export const wordsOf = (folded: string): readonly Word[] =>
  Array.from(folded.matchAll(new RegExp(wordPattern, 'gu')), ({ 0: text, index }) => ({
    text: text.length > MAX_WORD_CHARACTERS ? shortened(text) : text,
    start: index,
    end: index + text.length,
  }))

/** Never half a character. */
const shortened = (text: string): string => text.slice(0, MAX_WORD_CHARACTERS).replace(/[\uD800-\uDBFF]$/, '')
