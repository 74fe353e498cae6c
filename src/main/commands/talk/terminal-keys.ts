import { appendAll } from '../../../shared/append-all'

/** What a key press means here. */
export type Key =
  | { readonly kind: 'space'; readonly action: 'press' | 'repeat' | 'release' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'enter' | 'backspace' | 'escape' | 'interrupt' }
  /** The terminal has answered that it reports key releases. */
  | { readonly kind: 'reports_releases' }

/**
 * Asks the terminal for key releases by the keyboard protocol that kitty began and many speak (foot, Ghostty, WezTerm,
 * iTerm2, Windows Terminal); terminals that don't speak it stay silent. The first part asks, the second turns it on:
 * unambiguous keys, event types, all keys, and the text they type (1 + 2 + 8 + 16).
 */
export const askForReleases = '\u001b[?u\u001b[>27u'
export const stopReleases = '\u001b[<u'

const escape = '\u001b'

// A CSI-u sequence: code[:alternates];modifiers[:event];text — and the answer to the question above, with a "?".
const escapeSequence = new RegExp(`^${escape}\\[(\\?)?(\\d+)(?::[\\d:]*)?(?:;(\\d*)(?::(\\d))?)?(?:;([\\d:]*))?u`)
const otherSequence = new RegExp(`^${escape}(?:\\[[\\d;:?<>=]*[A-Za-z~]|O[A-Za-z])`)

const codes = { enter: 13, escape: 27, space: 32, backspace: 127, c: 99 } as const
const CONTROL_MODIFIER = 4
const RELEASE_EVENT = 3
const REPEAT_EVENT = 2

/** Reads one chunk of raw terminal input. Sequences that mean nothing here are passed over. */
export function readKeys(chunk: string): readonly Key[] {
  const keys: Key[] = []
  let rest = chunk
  while (rest !== '') {
    const known = escapeSequence.exec(rest)
    if (known) {
      appendAll(keys, fromSequence(known))
      rest = rest.slice(known[0].length)
      continue
    }
    const other = otherSequence.exec(rest)
    if (other) {
      rest = rest.slice(other[0].length)
      continue
    }
    const character = String.fromCodePoint(rest.codePointAt(0) ?? 0)
    keys.push(fromCharacter(character))
    rest = rest.slice(character.length)
  }
  return keys
}

function fromSequence([, answer, codeText, modifiers, event, text]: RegExpExecArray): readonly Key[] {
  if (answer !== undefined) return [{ kind: 'reports_releases' }]
  const code = Number(codeText)
  const action = Number(event ?? 1)
  if (code === codes.space) return [{ kind: 'space', action: spaceAction(action) }]
  if (action === RELEASE_EVENT) return []
  const control = ((Number(modifiers ?? 1) - 1) & CONTROL_MODIFIER) !== 0
  if (control) return code === codes.c ? [{ kind: 'interrupt' }] : []
  if (code === codes.enter) return [{ kind: 'enter' }]
  if (code === codes.escape) return [{ kind: 'escape' }]
  if (code === codes.backspace) return [{ kind: 'backspace' }]
  return text ? [{ kind: 'text', text: String.fromCodePoint(...text.split(':').map(Number)) }] : []
}

const spaceAction = (event: number): 'press' | 'repeat' | 'release' =>
  event === RELEASE_EVENT ? 'release' : event === REPEAT_EVENT ? 'repeat' : 'press'

function fromCharacter(character: string): Key {
  switch (character) {
    case ' ':
      return { kind: 'space', action: 'press' }
    case '\r':
    case '\n':
      return { kind: 'enter' }
    case '\u007f':
    case '\b':
      return { kind: 'backspace' }
    case escape:
      return { kind: 'escape' }
    case '\u0003':
    case '\u0004':
      return { kind: 'interrupt' }
    default:
      return { kind: 'text', text: character }
  }
}
