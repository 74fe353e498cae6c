import { type Combination, parseAccelerator, type Platform } from './accelerator'
import { isFunctionKey, isSign } from './keys'
import { isReserved } from './reserved'

/** What speaks against a combination as a hotkey. */
export type HotkeyProblem =
  /** It is no combination, or its key is not the same on all systems. */
  | 'unknown_key'
  /** Where its key lies depends on the keyboard's layout. */
  | 'sign'
  /** It would take a character, or a key that every program needs, from everybody. */
  | 'no_modifier'
  /** It belongs to the system, to every program, or to Parley's menu. */
  | 'reserved'

/** What speaks against a combination; null when nothing does. */
export function problemOf(combination: Combination, platform: Platform): HotkeyProblem | null {
  const { key, modifiers } = combination
  if (isReserved(combination, platform)) return 'reserved'
  if (isSign(key)) return 'sign'
  // None at all, or Shift alone, with which one types.
  if (!isFunctionKey(key) && modifiers.every((modifier) => modifier === 'shift')) return 'no_modifier'
  return null
}

/** An accelerator as a combination that can be a hotkey, or what speaks against it. */
export function readHotkey(accelerator: string, platform: Platform): Combination | HotkeyProblem {
  const combination = parseAccelerator(accelerator, platform)
  if (combination === null) return 'unknown_key'
  return problemOf(combination, platform) ?? combination
}
