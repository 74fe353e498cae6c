import type { Modifier, Platform } from './accelerator'
import type { Key } from './keys'

/** Keys that have words; the others are called by what is printed on them. */
const wordKeys = [
  ...['Space', 'Tab', 'Enter', 'Escape', 'Backspace', 'Delete', 'Insert'],
  ...['Home', 'End', 'PageUp', 'PageDown', 'Up', 'Down', 'Left', 'Right'],
] as const satisfies readonly Key[]

/** What languages have words for; the Windows key is Super on Linux. */
export type KeyWord = Exclude<Modifier, 'meta'> | 'windows' | 'super' | (typeof wordKeys)[number]

/** A combination, or as much of one as is held by now. */
interface Shown {
  readonly modifiers: readonly Modifier[]
  readonly key: Key | null
}

/** A combination as people write it: `⌘⇧Space` on macOS, `Ctrl+Shift+Space` elsewhere. */
export function showCombination(
  { modifiers, key }: Shown,
  platform: Platform,
  wordFor: (word: KeyWord) => string,
): string {
  const shownKey = key !== null && isWordKey(key) ? wordFor(key) : (key ?? '')
  if (platform === 'mac') {
    const held = macSigns.filter(([modifier]) => modifiers.includes(modifier))
    return [...held.map(([, sign]) => sign), shownKey].join('')
  }
  return [...modifiers.map((modifier) => wordFor(wordOf(modifier, platform))), shownKey].join('+')
}

const macSigns: readonly (readonly [Modifier, string])[] = [
  ['meta', '⌘'],
  ['control', '⌃'],
  ['alt', '⌥'],
  ['shift', '⇧'],
]

function wordOf(modifier: Modifier, platform: Platform): KeyWord {
  if (modifier !== 'meta') return modifier
  return platform === 'windows' ? 'windows' : 'super'
}

const isWordKey = (key: Key): key is (typeof wordKeys)[number] => (wordKeys as readonly Key[]).includes(key)
