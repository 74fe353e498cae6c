import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readKeys } from './terminal-keys'

describe('keys of a terminal that reports releases', () => {
  it.each([
    ['\u001b[32u', [{ kind: 'space', action: 'press' }]],
    ['\u001b[32;1:1;32u', [{ kind: 'space', action: 'press' }]],
    ['\u001b[32;1:2u', [{ kind: 'space', action: 'repeat' }]],
    ['\u001b[32;1:3u', [{ kind: 'space', action: 'release' }]],
    ['\u001b[97;1:1;97u', [{ kind: 'text', text: 'a' }]],
    ['\u001b[97:65;2;65u', [{ kind: 'text', text: 'A' }]],
    ['\u001b[97;1:3u', []],
    ['\u001b[13u', [{ kind: 'enter' }]],
    ['\u001b[127;1:2u', [{ kind: 'backspace' }]],
    ['\u001b[27u', [{ kind: 'escape' }]],
    ['\u001b[99;5u', [{ kind: 'interrupt' }]],
    ['\u001b[?27u', [{ kind: 'reports_releases' }]],
  ])('reads %j', (chunk, keys) => {
    expect(readKeys(chunk)).toEqual(keys)
  })
})

describe('keys of any other terminal', () => {
  it.each([
    ['a b', ['text', 'space', 'text']],
    ['\r', ['enter']],
    ['\u007f', ['backspace']],
    ['\u001b', ['escape']],
    ['\u0003', ['interrupt']],
    ['\u001b[A\u001b[1;5C\u001bOP', []],
    ['😀', ['text']],
  ])('reads %j', (chunk, kinds) => {
    expect(readKeys(chunk).map(({ kind }) => kind)).toEqual(kinds)
  })

  it('comes to an end with anything, and loses no text', () => {
    const printable = fc.string({ unit: 'grapheme' }).filter((text) => !/\p{Cc}/u.test(text))
    fc.assert(
      fc.property(printable, (text) => {
        const typed = readKeys(text).map((key) => (key.kind === 'text' ? key.text : key.kind === 'space' ? ' ' : ''))
        expect(typed.join('')).toBe(text)
      }),
    )
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void readKeys(`\u001b[${text}`)))
  })
})
