import { describe, expect, it } from 'vitest'
import { type KeyPress, pressedCombination, pressedKey } from './pressed-key'

const press = (key: string, code: string, some: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code,
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  metaKey: false,
  ...some,
})

describe('a pressed key', () => {
  it.each([
    ['an American letter', 'k', 'KeyK', 'K'],
    ['with Shift', 'K', 'KeyK', 'K'],
    ['a letter that lies elsewhere', 'z', 'KeyY', 'Z'],
    ['a letter in the place of a sign', 'm', 'Semicolon', 'M'],
    ['a letter of another script', 'ф', 'KeyA', 'A'],
    ['a sign in the place of a letter', ',', 'KeyM', ','],
    ['a digit', '7', 'Digit7', '7'],
    ['a digit with Shift', '&', 'Digit7', '7'],
    ['Space', ' ', 'Space', 'Space'],
    ['an arrow', 'ArrowUp', 'ArrowUp', 'Up'],
    ['a function key', 'F9', 'F9', 'F9'],
    ['a key of the number block', '1', 'Numpad1', null],
    ['a key that nobody knows', 'Unidentified', '', null],
  ])('is named by what it types: %s', (_what, key, code, expected) => {
    expect(pressedKey(press(key, code), 'linux')).toBe(expected)
  })

  it('is named by its place on macOS', () => {
    expect(pressedKey(press('z', 'KeyY'), 'mac')).toBe('Y')
    expect(pressedKey(press('å', 'KeyA', { altKey: true }), 'mac')).toBe('A')
  })

  it('comes with the modifiers that are down', () => {
    const event = press('K', 'KeyK', { shiftKey: true, ctrlKey: true, metaKey: true })
    expect(pressedCombination(event, 'K')).toEqual({ modifiers: ['control', 'shift', 'meta'], key: 'K' })
    expect(pressedCombination(press('a', 'KeyA', { altKey: true }), null)).toEqual({ modifiers: ['alt'], key: null })
  })
})
