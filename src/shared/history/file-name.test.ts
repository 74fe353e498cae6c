import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FileNames, safeFileName } from './file-name'

const noon = new Date(2026, 10, 3, 12).getTime()
const name = (title: string, startedAt: number | null = noon) => safeFileName({ title, startedAt })

/** What Windows keeps for devices, with whatever extension. */
const device = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i

function expectLegal(file: string): void {
  expect(file).not.toMatch(/[<>:"/\\|?*\p{Control}\p{Surrogate}]/u) // Windows; macOS and Linux mind a part of it
  expect(file).not.toMatch(/[\p{Format}\p{Default_Ignorable_Code_Point}]/u) // invisible, or turning the direction
  expect(file).not.toMatch(/^[ .-]|[ .]$| {2}/)
  expect(file).not.toMatch(device)
  expect(Buffer.byteLength(`${file} (99999).json`)).toBeLessThan(143)
  expect(file.normalize('NFC')).toBe(file)
}

const nasty = fc.constantFrom(
  'CON',
  'LPT1',
  '.',
  '..',
  ' ',
  '/',
  '\\',
  ':',
  '\u202E',
  '\u200B',
  '\0',
  '\uD83D',
  'é',
  'e\u0301',
  '好',
  '👨‍👩‍👧‍👦',
  '\u0301',
)
const titles = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.array(nasty).map((pieces) => pieces.join('')),
)
const moments = fc.oneof(fc.constant(null), fc.integer(), fc.double(), fc.integer({ min: 0, max: 4e12 }))

describe('safeFileName', () => {
  it.each([
    ['What will the weather be like?', 'Parley 2026-11-03 What will the weather be like'],
    ['Read a/b: now', 'Parley 2026-11-03 Read a b now'],
    ['...', 'Parley 2026-11-03'],
    ['CON', 'Parley 2026-11-03 CON'],
    ['ends with a dot. ', 'Parley 2026-11-03 ends with a dot'],
    ['photo\u202Egnp.exe', 'Parley 2026-11-03 photognp exe'],
    ['Grüße aus Tübingen 🌦️', 'Parley 2026-11-03 Grüße aus Tübingen'],
    ['明天天气怎么样'.repeat(10), `Parley 2026-11-03 ${'明天天气怎么样'.repeat(10).slice(0, 32)}`],
    ['x'.repeat(80), `Parley 2026-11-03 ${'x'.repeat(50)}`],
  ])('of %j says what it is about', (title, expected) => {
    expect(name(title)).toBe(expected)
  })

  it('never cuts a character in two', () => {
    expect(name(`${'x'.repeat(49)}e\u0301!`)).toBe(`Parley 2026-11-03 ${'x'.repeat(49)}é`)
    expect(name(`a${'\u0315'.repeat(200)}`)).toBe('Parley 2026-11-03')
  })

  it('has no day where none is known', () => {
    expect(name('Hello', null)).toBe('Parley Hello')
    expect(name('Hello', 9e15)).toBe('Parley Hello')
    expect(name('Hello', -1e15)).toBe('Parley Hello')
  })

  it('is legal everywhere, whatever the title is', () => {
    fc.assert(
      fc.property(titles, moments, (title, startedAt) => expectLegal(name(title, startedAt))),
      { numRuns: 1000 },
    )
  })
})

describe('FileNames', () => {
  it('numbers what would be the same file', () => {
    const names = new FileNames()
    const taken = ['a', 'A', 'a', 'a (2)', 'Straße', 'STRASSE', 'é', 'e\u0301'].map((one) => names.take(one))
    expect(taken).toEqual(['a', 'A (2)', 'a (3)', 'a (2) (2)', 'Straße', 'STRASSE (2)', 'é', 'e\u0301 (2)'])
  })

  it('asks whether a name is free', () => {
    const there = new Set(['a', 'a (2)'])
    expect(new FileNames().take('a', (one) => !there.has(one))).toBe('a (3)')
  })

  it('hands out none twice', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'A', 'a (2)', 'A (3)', 'ß', 'ss')), (wanted) => {
        const names = new FileNames()
        const taken = wanted.map((one) => names.take(one).toUpperCase())
        expect(new Set(taken).size).toBe(wanted.length)
      }),
    )
  })
})
