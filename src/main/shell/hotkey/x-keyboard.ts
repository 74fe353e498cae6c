import { execFileSync } from 'node:child_process'
import { isLetter, type Key, type Letter } from '../../../shared/hotkey/keys'

/**
 * Where letters lie under X. Electron takes a letter wherever the layout has it, while a hook names keys by their place;
 * on a German keyboard the Y of one is the Z of the other. Elsewhere both name keys alike.
 */

/** How long the keymap may take; reading it takes 20 ms. */
const ANSWER_MS = 1000

/** Where a key lies, as an American keyboard calls the place; its own name where that can't be found out. */
export function placeUnderX(key: Key): Key {
  if (!isLetter(key)) return key
  try {
    return letterPlaces(readKeymap()).get(key) ?? key
  } catch {
    return key // xkbcomp comes with X servers, but nobody is sure to have it
  }
}

const readKeymap = (): string =>
  execFileSync('xkbcomp', ['-xkb', process.env.DISPLAY ?? ':0', '-'], {
    encoding: 'utf8',
    timeout: ANSWER_MS,
    stdio: ['ignore', 'pipe', 'ignore'],
  })

/** Finds each letter in a keymap in X's own format, as X does: on the first level that has it. */
export function letterPlaces(keymap: string): ReadonlyMap<Letter, Key> {
  const found = new Map<Letter, { readonly place: Key; readonly level: number }>()
  for (const [, name = '', body = ''] of keymap.matchAll(/\bkey\s+<(\w+)>\s*\{([^}]*)\}/g)) {
    const place = places.get(name)
    if (place === undefined) continue
    symbolsOf(body).forEach((symbol, level) => {
      const letter = symbol.toUpperCase() as Key
      if (symbol.length !== 1 || !isLetter(letter)) return
      const before = found.get(letter)
      if (!before || level < before.level) found.set(letter, { place, level })
    })
  }
  return new Map([...found].map(([letter, { place }]) => [letter, place]))
}

/** The symbols of a key, level by level: `symbols[Group1]= [ z, Z ], symbols[Group2]= [ … ]`. */
const symbolsOf = (body: string): readonly string[] =>
  [...body.matchAll(/\[([^\]]*,[^\]]*)\]/g)].flatMap(([, list = '']) => list.split(',').map((symbol) => symbol.trim()))

/** X's names of the three rows of letters, from left to right, and what an American keyboard has there. */
const rows = {
  AD: ['Q', 'W', 'E', 'R', 'T', 'Y', 'U', 'I', 'O', 'P', '[', ']'],
  AC: ['A', 'S', 'D', 'F', 'G', 'H', 'J', 'K', 'L', ';', "'"],
  AB: ['Z', 'X', 'C', 'V', 'B', 'N', 'M', ',', '.', '/'],
} as const

const places: ReadonlyMap<string, Key> = new Map(
  Object.entries(rows).flatMap(([row, keys]) =>
    keys.map((key, index): [string, Key] => [`${row}${String(index + 1).padStart(2, '0')}`, key]),
  ),
)
