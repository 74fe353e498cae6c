import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { excerptOf } from './excerpt'
import { foldText } from './fold-text'
import { parseQuery } from './query'

const filler = (words: number): string => Array.from({ length: words }, (_, index) => `filler${index}`).join(' ')

function excerpt(text: string, query: string) {
  const found = excerptOf(text, parseQuery(query))
  return { text: found.text, marked: found.marks.map(({ start, end }) => found.text.slice(start, end)) }
}

describe('an excerpt', () => {
  it('of a short text is the text, on one line', () => {
    expect(excerpt(' One\r\n\ttwo\u0007 three\n', 'two three')).toEqual({
      text: 'One two three',
      marked: ['two', 'three'],
    })
  })

  it('of a long text is what is around the find, cut between words', () => {
    const { text, marked } = excerpt(`${filler(200)} needle ${filler(200)}`, 'needle')
    expect(marked).toEqual(['needle'])
    expect(text).toMatch(/^…filler\d+ (?:filler\d+ )+needle (?:filler\d+ )+filler\d+…$/)
    expect(text.length).toBeGreaterThan(120)
    expect(text.length).toBeLessThanOrEqual(162)
    expect(filler(200)).toContain(/filler\d+/.exec(text)?.[0])
    expect(Math.abs(text.indexOf('needle') - text.length / 2)).toBeLessThan(30)
  })

  it('goes as far as it may where the text ends', () => {
    const { text } = excerpt(`needle ${filler(200)}`, 'needle')
    expect(text).toMatch(/^needle .*\d…$/)
    expect(text.length).toBeGreaterThan(120)
    expect(excerpt(`${filler(200)} needle`, 'needle').text.length).toBeGreaterThan(120)
  })

  it('is where most of the query stands together', () => {
    const { text, marked } = excerpt(
      `one ${filler(100)} one two ${filler(100)} two one two three ${filler(50)}`,
      'one two three',
    )
    expect(marked).toEqual(['two', 'one', 'two', 'three'])
    expect(text).toContain('two one two three')
    const apart = `one two ${filler(50)} three ${filler(50)} two three one ${filler(50)} one two three`
    expect(excerpt(apart, 'one two three').marked).toEqual(['two', 'three', 'one'])
  })

  it('is the beginning where nothing is found', () => {
    const { text, marked } = excerpt(filler(100), 'needle')
    expect(text).toMatch(/^filler0 .*…$/)
    expect(marked).toEqual([])
  })

  it('cuts a text without spaces between its characters', () => {
    expect(excerpt(`${'😀'.repeat(300)}手机${'é'.normalize('NFD').repeat(301)}`, '手机').text).toMatch(
      /^…(?:😀)+手机(?:e\u0301)+…$/u,
    )
  })

  it('stays short when what is found is long', () => {
    const { text, marked } = excerpt(`${'x'.repeat(100_000)} y`, 'x'.repeat(100))
    expect(text.length).toBeLessThan(400)
    expect(marked).toHaveLength(1)
  })

  it('has one line and marks what was found, whatever the text', () => {
    const piece = fc.constantFrom('needle ', 'hay ', 'hay', '\n', '\t\t', 'é', '手', '😀', '\u0000', '\uD800', 'ß', '"')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 200 }), (pieces) => {
        const { text, marked } = excerpt(pieces.join(''), '"needle')
        expect(text).not.toMatch(/\p{Control}| {2}|^ | $/u)
        expect(text.length).toBeLessThan(400)
        for (const mark of marked) expect(foldText(mark).text).toBe('needle')
        const isThere = /(?<![\p{L}\p{M}])needle/u.test(pieces.join('').replaceAll('手', ' '))
        expect(marked.length > 0).toBe(isThere)
      }),
    )
  })
})
