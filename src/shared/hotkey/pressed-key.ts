import { type Combination, modifiers, type Platform } from './accelerator'
import { isLetter, type Key, keyAt, keyNamed } from './keys'

/** What is needed of a browser's `KeyboardEvent`. */
export interface KeyPress {
  /** What the key types. */
  readonly key: string
  /** Where the key lies. */
  readonly code: string
  readonly ctrlKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
  readonly metaKey: boolean
}

/** The modifiers that are down in an event, with a key. */
export const pressedCombination = <K extends Key | null>(
  press: KeyPress,
  key: K,
): Omit<Combination, 'key'> & { key: K } => ({
  modifiers: modifiers.filter((modifier) => press[flags[modifier]]),
  key,
})

const flags = { control: 'ctrlKey', alt: 'altKey', shift: 'shiftKey', meta: 'metaKey' } as const

export const isModifierKey = ({ key }: KeyPress): boolean =>
  ['Control', 'Alt', 'AltGraph', 'Shift', 'Meta', 'OS', 'Super', 'Hyper', 'CapsLock', 'Fn'].includes(key)

/**
 * The key as an accelerator names it; null when a hotkey can't have it. macOS takes hotkeys by the place of a key, the
 * others by what it types: an A is wherever the keyboard's layout has it.
 */
export function pressedKey({ key, code }: KeyPress, platform: Platform): Key | null {
  const place = keyAt(code)
  if (platform === 'mac') return place
  if (/^[a-z]$/i.test(key)) return keyNamed(key)
  // A letter's place that types something else, yet no letter of another script: a sign of this layout.
  return place !== null && isLetter(place) && /^[!-~]$/.test(key) ? ',' : place
}
