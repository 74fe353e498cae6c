import type { Mark } from './search'

/** A text as words are compared: without case, accents and other dress. */
export interface FoldedText {
  readonly text: string
  /**
   * Where each code unit comes from: the beginning of its character in the original; and behind the last, the original's
   * length. Null when nothing has moved.
   */
  readonly origins: readonly number[] | null
}

/** Plain ASCII in one piece, or one character with its marks, so that both ways to write an é are one. */
const characters = /\p{ASCII}+(?!\p{M})|[^]\p{M}*/gu

/**
 * What makes no difference: accents of the scripts in which a letter stays the same letter without, and what can't be
 * seen. The vowel signs of Indic and Thai writing stay, as do the sound marks of kana: they make other words. A space
 * of no width (U+200B) stays, since it parts words. The Arabic tatweel (U+0640) only stretches a line.
 */
const ignored =
  /(?!\u200B)\p{Default_Ignorable_Code_Point}|\u0640|(?![\u3099\u309A])(?=\p{M})[\p{Script=Inherited}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}]/gu

/** Letters that Unicode takes for letters of their own, and readers for others in dress. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ŧ: 't',
  ı: 'i',
  ς: 'σ',
}
const dressedLetters = new RegExp(`[${Object.keys(plainLetters).join('')}]`, 'gu')

/**
 * Folds case and accents: "Straße" and "STRASSE" are one, as are "Käse", "kase" and "ＫＡＳＥ". What is folded stays as it
 * is when it is folded again.
 */
export function foldText(text: string): FoldedText {
  if (/^\p{ASCII}*$/u.test(text)) return { text: text.toLowerCase(), origins: null }
  let folded = ''
  const origins: number[] = []
  for (const { 0: character, index } of text.matchAll(characters)) {
    const isAscii = character.charCodeAt(0) < 0x80 && character.charCodeAt(character.length - 1) < 0x80
    const piece = isAscii ? character.toLowerCase() : foldCharacter(character)
    for (let unit = 0; unit < piece.length; unit++) origins.push(isAscii ? index + unit : index)
    folded += piece
  }
  origins.push(text.length)
  return { text: folded, origins }
}

/** What a piece of the folded text was in the original: whole characters, with their marks. */
export function originalPlace({ origins }: FoldedText, start: number, end: number): Mark {
  if (!origins) return { start, end }
  let after = end
  while (after > start && after + 1 < origins.length && origins[after] === origins[after - 1]) after += 1
  return { start: origins[start] ?? 0, end: origins[after] ?? 0 }
}

function foldCharacter(character: string): string {
  // Most of a Chinese text is these, and there is nothing to fold.
  if (/^\p{Unified_Ideograph}$/u.test(character) && character.length === 1) return character.normalize('NFKD')
  return character
    .normalize('NFKD')
    .toLowerCase()
    .replace(ignored, '')
    .replace(dressedLetters, (letter) => plainLetters[letter] ?? letter)
}
