import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { segmentsOf } from './segments'

const atOnce = (text: string, granularity: 'grapheme' | 'sentence'): string[] =>
  Array.from(new Intl.Segmenter('en', { granularity }).segment(text), ({ segment }) => segment)

const pieces = fc.oneof(
  fc.constantFrom(
    '👨‍👩‍👧‍👦',
    '🇩🇪',
    '🇩',
    'e\u0301',
    '\r\n',
    '한',
    'क्षि',
    'Hello there. ',
    'Is it? ',
    'yes\n',
    'x'.repeat(600),
  ),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('Grüße, ', '\u00AD', '\u0301', '©', '\uFE0F', '\u200D').map((piece) => piece.repeat(150)),
)
const longTexts = fc.array(pieces, { maxLength: 300 }).map((some) => some.join(''))

describe('segmentsOf', () => {
  it('finds the characters of long texts that the engine finds', () => {
    fc.assert(
      fc.property(longTexts, (text) => {
        expect([...segmentsOf(text, 'grapheme')]).toEqual(atOnce(text, 'grapheme'))
      }),
    )
  })

  it('finds the sentences of long texts, and loses none', () => {
    const text = 'Is it five past two? It is. And now? '.repeat(200)
    expect([...segmentsOf(text, 'sentence')]).toEqual(atOnce(text, 'sentence'))
    fc.assert(
      fc.property(longTexts, (long) => {
        expect([...segmentsOf(long, 'sentence')].join('')).toBe(long)
      }),
    )
  })

  it('takes a segment that is longer than any window', () => {
    const text = `a${'\u0301'.repeat(5000)}b`
    expect([...segmentsOf(text, 'grapheme')]).toEqual([text.slice(0, -1), 'b'])
  })
})
