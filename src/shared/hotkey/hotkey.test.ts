import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultHotkey } from '../settings'
import { combine, formatAccelerator, modifiers, parseAccelerator, type Platform, platformNamed } from './accelerator'
import { problemOf, readHotkey } from './check'
import { keyAt, keys } from './keys'
import { type KeyWord, showCombination } from './show'

const platforms: readonly Platform[] = ['mac', 'windows', 'linux']
const anyPlatform = fc.constantFrom(...platforms)
const anyCombination = fc
  .tuple(fc.subarray([...modifiers]), fc.constantFrom(...keys))
  .map(([held, key]) => combine(held, key))

const randomCase = (text: string): fc.Arbitrary<string> =>
  fc.mixedCase(fc.constant(text)).map((mixed) => (mixed.length === text.length ? mixed : text))

describe('accelerators', () => {
  it('come back from what they are written as, in any case', () => {
    fc.assert(
      fc.property(
        anyCombination.chain((combination) =>
          anyPlatform.chain((platform) =>
            randomCase(formatAccelerator(combination, platform)).map((text) => ({ combination, platform, text })),
          ),
        ),
        ({ combination, platform, text }) => {
          expect(parseAccelerator(text, platform)).toEqual(combination)
        },
      ),
    )
  })

  it('never throw, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 100 }), anyPlatform, (text, platform) => {
        const read = readHotkey(text, platform)
        expect(['string', 'object']).toContain(typeof read)
      }),
    )
  })

  it('are the same whatever the order of their modifiers, and by all of their names', () => {
    const wanted = { modifiers: ['control', 'shift'], key: 'Space' }
    for (const text of ['Control+Shift+Space', 'shift+ctrl+SPACE', ' Ctrl + Shift + space ', 'CmdOrCtrl+Shift+Space'])
      expect(parseAccelerator(text, 'linux')).toEqual(wanted)
    expect(parseAccelerator('Option+Cmd+Return', 'mac')).toEqual({ modifiers: ['alt', 'meta'], key: 'Enter' })
  })

  it('mean Command on macOS where they say Command or Control', () => {
    expect(parseAccelerator(defaultHotkey, 'mac')?.modifiers).toEqual(['shift', 'meta'])
    expect(parseAccelerator(defaultHotkey, 'windows')?.modifiers).toEqual(['control', 'shift'])
  })

  it.each([
    '',
    '+',
    'Control',
    'Control+',
    'A+B',
    'Control+A+B',
    'Control+Ctrl+A',
    'AltGr+A',
    'Control+Nonsense',
    'F25',
  ])('are none: “%s”', (text) => {
    expect(parseAccelerator(text, 'linux')).toBeNull()
    expect(readHotkey(text, 'linux')).toBe('unknown_key')
  })
})

describe('keys', () => {
  it.each([
    ['KeyA', 'A'],
    ['Digit7', '7'],
    ['F13', 'F13'],
    ['Space', 'Space'],
    ['ArrowUp', 'Up'],
    ['PageDown', 'PageDown'],
    ['Comma', ','],
    ['ControlLeft', null],
    ['Numpad1', null],
    ['KeyNonsense', null],
    ['Key', null],
    ['', null],
  ])('%s is %s', (code, key) => {
    expect(keyAt(code)).toBe(key)
  })
})

describe('what speaks against a hotkey', () => {
  it.each(platforms)('nothing against the default (%s)', (platform) => {
    expect(readHotkey(defaultHotkey, platform)).toMatchObject({ key: 'Space' })
  })

  it.each([
    ['Control+C', 'reserved', 'linux'],
    ['Cmd+V', 'reserved', 'mac'],
    ['Control+N', 'reserved', 'windows'],
    ['Control+E', 'reserved', 'linux'],
    ['Control+,', 'reserved', 'linux'],
    ['Control+Q', 'reserved', 'linux'],
    ['Alt+F4', 'reserved', 'windows'],
    ['Alt+Tab', 'reserved', 'linux'],
    ['Control+Alt+Delete', 'reserved', 'windows'],
    ['Cmd+Space', 'reserved', 'mac'],
    ['Cmd+Tab', 'reserved', 'mac'],
    ['Super+L', 'reserved', 'windows'],
    ['Escape', 'reserved', 'linux'],
    ['Space', 'reserved', 'linux'],
    ['A', 'no_modifier', 'linux'],
    ['Shift+A', 'no_modifier', 'linux'],
    ['Shift+Space', 'no_modifier', 'mac'],
    ['Control+Shift+;', 'sign', 'linux'],
    ['Control+Shift+Nonsense', 'unknown_key', 'linux'],
  ] as const)('%s: %s (%s)', (accelerator, problem, platform) => {
    expect(readHotkey(accelerator, platform)).toBe(problem)
  })

  it.each([
    ['Control+C', 'mac'],
    ['F8', 'linux'],
    ['Shift+F8', 'windows'],
    ['Control+Alt+K', 'linux'],
    ['Super+Shift+K', 'linux'],
    ['Alt+Space', 'mac'],
  ] as const)('nothing: %s (%s)', (accelerator, platform) => {
    expect(readHotkey(accelerator, platform)).toHaveProperty('key')
  })

  it('always against what types a character', () => {
    fc.assert(
      fc.property(anyCombination, anyPlatform, (combination, platform) => {
        const types = combination.modifiers.every((modifier) => modifier === 'shift') && !/^F\d/.test(combination.key)
        if (types) expect(problemOf(combination, platform)).not.toBeNull()
      }),
    )
  })
})

describe('a combination for people', () => {
  const english = (word: KeyWord): string =>
    word === 'control' ? 'Ctrl' : word.charAt(0).toUpperCase() + word.slice(1)
  const show = (text: string, platform: Platform, words = english): string | null => {
    const combination = parseAccelerator(text, platform)
    return combination && showCombination(combination, platform, words)
  }

  it('is written as the system writes it', () => {
    expect(show(defaultHotkey, 'linux')).toBe('Ctrl+Shift+Space')
    expect(show(defaultHotkey, 'mac')).toBe('⌘⇧Space')
    expect(show('Super+K', 'windows')).toBe('Windows+K')
    expect(show('Super+K', 'linux')).toBe('Super+K')
    expect(show('F8', 'linux')).toBe('F8')
  })

  it('is written in the language that is wanted', () => {
    expect(
      show(defaultHotkey, 'windows', (word) => ({ control: 'Strg', shift: 'Umschalt' })[word as string] ?? word),
    ).toBe('Strg+Umschalt+Space')
  })

  it('shows what is held until there is a key', () => {
    expect(showCombination({ modifiers: ['control', 'shift'], key: null }, 'linux', english)).toBe('Ctrl+Shift+')
  })
})

it('systems have names of their own', () => {
  expect(['darwin', 'win32', 'linux', 'freebsd'].map(platformNamed)).toEqual(['mac', 'windows', 'linux', 'linux'])
})
