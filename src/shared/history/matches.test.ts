import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findMatches } from './matches'
import { parseQuery } from './query'

/** The text with what was found in brackets. */
function marked(text: string, query: string): string {
  let shown = text
  for (const { start, end } of findMatches(text, parseQuery(query)).toReversed())
    shown = `${shown.slice(0, start)}[${shown.slice(start, end)}]${shown.slice(end)}`
  return shown
}

describe('matches', () => {
  it.each([
    ['are found whatever case and accents', 'Der KÄSE, der Kase', 'kase "der"', '[Der] [KÄSE], [der] [Kase]'],
    ['are as much of a word as was typed', 'walking the walk', 'walk', '[walk]ing the [walk]'],
    ['are whole words in front of the last', 'walking the walk', 'walk the', 'walking [the] [walk]'],
    ['are phrases over any white space', 'New\n York, new jork', '"new york"', '[New\n York], new jork'],
    ['are joined where they overlap', 'a b c', '"a b" "b c"', '[a b c]'],
    ['are joined where one is in another', 'a b c', '"a b c" b', '[a b c]'],
    ['are also those of terms without the others', 'only one here', 'one missing', 'only [one] here'],
    ['are characters of Chinese', '我的手机很好', '手机', '我的[手机]很好'],
    ['cover the marks', 'cafe\u0301s', 'cafe', '[cafe\u0301]s'],
    ['cover what became two letters', 'Fußball', 'fuss', '[Fuß]ball'],
    ['are whole where the words are cut', 'x'.repeat(100), 'x'.repeat(90), `[${'x'.repeat(100)}]`],
    ['are none for an empty query', 'words', ' ', 'words'],
  ])('%s', (_what, text, query, expected) => expect(marked(text, query)).toBe(expected))

  it('are in order and apart, within the text', () => {
    const piece = fc.constantFrom('a', 'ab', ' ', '"', 'ß', '手', '机', 'e\u0301', '\u200D', '*')
    const someText = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''))
    fc.assert(
      fc.property(someText, someText, (text, query) => {
        let before = 0
        for (const { start, end } of findMatches(text, parseQuery(query))) {
          expect(start).toBeGreaterThanOrEqual(before)
          expect(end).toBeGreaterThan(start)
          before = end
        }
        expect(before).toBeLessThanOrEqual(text.length)
      }),
    )
  })
})
