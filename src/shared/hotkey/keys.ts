/**
 * The keys that a hotkey may end in, by the names that Electron has for them in accelerators
 * (https://www.electronjs.org/docs/latest/api/accelerator). Left out are keys that not every system reports alike: those
 * of the number block, media keys, and keys that only some keyboards have.
 */
const letters = 'A B C D E F G H I J K L M N O P Q R S T U V W X Y Z'
const digits = '0 1 2 3 4 5 6 7 8 9'
const functionKeys = 'F1 F2 F3 F4 F5 F6 F7 F8 F9 F10 F11 F12 F13 F14 F15 F16 F17 F18 F19 F20 F21 F22 F23 F24'
const namedKeys = [
  ...['Space', 'Tab', 'Enter', 'Escape', 'Backspace', 'Delete', 'Insert'],
  ...['Home', 'End', 'PageUp', 'PageDown', 'Up', 'Down', 'Left', 'Right'],
] as const
/** Known so that they can be refused with words: where they lie differs from one layout to the next. */
const signs = [',', '.', '-', '=', ';', "'", '/', '\\', '[', ']', '`'] as const

type Words<Text extends string> = Text extends `${infer Word} ${infer Rest}` ? Word | Words<Rest> : Text
const wordsOf = <Text extends string>(text: Text): readonly Words<Text>[] => text.split(' ') as Words<Text>[]

export type Letter = Words<typeof letters>
export type Key =
  Letter | Words<typeof digits> | Words<typeof functionKeys> | (typeof namedKeys)[number] | (typeof signs)[number]

export const keys: readonly Key[] = [
  ...wordsOf(letters),
  ...wordsOf(digits),
  ...wordsOf(functionKeys),
  ...namedKeys,
  ...signs,
]

/** A key by its name in an accelerator, in any case; null where there is no such key. */
export function keyNamed(name: string): Key | null {
  const wanted = name.toLowerCase()
  return keys.find((key) => key.toLowerCase() === (aliases[wanted] ?? wanted)) ?? null
}

const aliases: Readonly<Record<string, string>> = { return: 'enter', esc: 'escape' }

/** Whether a key never types anything, so that it can be a hotkey alone. */
export const isFunctionKey = (key: Key): boolean => /^F\d+$/.test(key)
export const isSign = (key: Key): boolean => (signs as readonly Key[]).includes(key)
export const isLetter = (key: Key): key is Letter => /^[A-Z]$/.test(key)

/** The key at a place of the keyboard, as an American one has it; `code` is that of a `KeyboardEvent`. */
export function keyAt(code: string): Key | null {
  const known = places[code]
  return known ?? keyNamed(code.replace(/^(?:Key|Digit)(?=.$)|^Arrow/, ''))
}

const places: Readonly<Record<string, Key>> = {
  Comma: ',',
  Period: '.',
  Minus: '-',
  Equal: '=',
  Semicolon: ';',
  Quote: "'",
  Slash: '/',
  Backslash: '\\',
  BracketLeft: '[',
  BracketRight: ']',
  Backquote: '`',
}
