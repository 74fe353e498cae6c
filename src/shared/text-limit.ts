/**
 * Shortens a text to a number of characters, with `…` in the place of the rest. The result is a copy: a slice would keep
 * the whole text in memory.
 */
export function limitText(text: string, maxCharacters: number): string {
  if (text.length <= maxCharacters) return text
  const cut = text.slice(0, maxCharacters - 1)
  // A pair of surrogates that is cut in half is no character.
  const whole = /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut
  return copyOf(`${whole}…`)
}

/** Engines store a slice as a reference to the whole text; going through JSON makes text of its own. */
const copyOf = (text: string): string => JSON.parse(JSON.stringify(text)) as string
