import { type Key, keyNamed } from './keys'

/** What a hotkey is made of: modifiers that are held, and one key. */
export interface Combination {
  /** Each at most once, in the order of {@link modifiers}. */
  readonly modifiers: readonly Modifier[]
  readonly key: Key
}

/** In the order in which they are written and shown. */
export const modifiers = ['control', 'alt', 'shift', 'meta'] as const
/** `meta` is Command on macOS, the Windows key on Windows, Super on Linux; `alt` is Option on macOS. */
export type Modifier = (typeof modifiers)[number]

export type Platform = 'mac' | 'windows' | 'linux'

/** @param name as Node has it, such as `darwin` */
export function platformNamed(name: string): Platform {
  if (name === 'darwin') return 'mac'
  return name === 'win32' ? 'windows' : 'linux'
}

/**
 * Reads an accelerator as Electron writes them, such as `CommandOrControl+Shift+Space`, in any case and order.
 * @returns null when it is none: an unknown key, no key or two, or a modifier twice
 */
export function parseAccelerator(accelerator: string, platform: Platform): Combination | null {
  const names = accelerator.split('+').map((name) => name.trim())
  const key = keyNamed(names.at(-1) ?? '')
  const found = names.slice(0, -1).map((name) => modifierNamed(name, platform))
  if (key === null || found.includes(null) || new Set(found).size < found.length) return null
  return combine(found, key)
}

/** Writes a combination so that the same settings mean the same on another system, as far as they can. */
export function formatAccelerator({ modifiers: held, key }: Combination, platform: Platform): string {
  return [...held.map((modifier) => acceleratorNames[platform][modifier]), key].join('+')
}

/** @param held in any order */
export const combine = (held: readonly (Modifier | null)[], key: Key): Combination => ({
  modifiers: modifiers.filter((modifier) => held.includes(modifier)),
  key,
})

export const sameCombination = (left: Combination, right: Combination): boolean =>
  left.key === right.key && left.modifiers.join() === right.modifiers.join()

const elsewhere = { control: 'CommandOrControl', alt: 'Alt', shift: 'Shift', meta: 'Super' } as const
const acceleratorNames: Readonly<Record<Platform, Readonly<Record<Modifier, string>>>> = {
  mac: { control: 'Control', alt: 'Alt', shift: 'Shift', meta: 'CommandOrControl' },
  windows: elsewhere,
  linux: elsewhere,
}

/** Not AltGr: it types characters, and systems do not agree on what it is. */
function modifierNamed(name: string, platform: Platform): Modifier | null {
  switch (name.toLowerCase()) {
    case 'commandorcontrol':
    case 'cmdorctrl':
      return platform === 'mac' ? 'meta' : 'control'
    case 'control':
    case 'ctrl':
      return 'control'
    case 'alt':
    case 'option':
      return 'alt'
    case 'shift':
      return 'shift'
    case 'super':
    case 'meta':
    case 'command':
    case 'cmd':
      return 'meta'
    default:
      return null
  }
}
