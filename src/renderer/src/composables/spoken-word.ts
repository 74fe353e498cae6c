const words = new Intl.Segmenter('en', { granularity: 'word' })

/**
 * Which word of a text is being said when so much of its sound, 0 to 1, has been played. There are no word times, so it
 * goes by an even pace, as the cut of an interrupted answer does (`shared/conversation/heard.ts`).
 * @returns where the word is in the text; null where none is said: before the first and at the end
 */
export function spokenWord(text: string, share: number): { readonly start: number; readonly end: number } | null {
  const segments = words.segment(text)
  let found = segments.containing(Math.floor(text.length * share))
  // Between two words the one before is still being said.
  while (found && !found.isWordLike) found = found.index === 0 ? undefined : segments.containing(found.index - 1)
  return found ? { start: found.index, end: found.index + found.segment.length } : null
}
