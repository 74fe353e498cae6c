import { describe, expect, it } from 'vitest'
import { wordsOf } from './words'

const texts = (folded: string): readonly string[] => wordsOf(folded).map(({ text }) => text)

describe('words', () => {
  it.each([
    ["i don't e-mail 3.14", ['i', 'don', 't', 'e', 'mail', '3', '14']],
    ['snake_case\tand\nlines', ['snake', 'case', 'and', 'lines']],
    ['手机 iphone15手机', ['手', '机', 'iphone15', '手', '机']],
    ['か\u3099くの', ['か\u3099', 'く', 'の']],
    ['ไม่กิน', ['ไ', 'ม่', 'กิ', 'น']],
    ['कि हिन्दी', ['कि', 'हिन्दी']],
    ['😀 — \uD800 "*"', []],
  ])('of %j are %j', (folded, expected) => expect(texts(folded)).toEqual(expected))

  it('know their place', () =>
    expect(wordsOf('a, bc')).toEqual([
      { text: 'a', start: 0, end: 1 },
      { text: 'bc', start: 3, end: 5 },
    ]))

  it('are cut when they are no words any more, and not within a character', () => {
    expect(texts('x'.repeat(500))).toEqual(['x'.repeat(64)])
    expect(texts(`x${'𐐨'.repeat(100)}`)).toEqual([`x${'𐐨'.repeat(31)}`])
  })
})
