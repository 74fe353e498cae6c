import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chunkText } from './cue-text'

const lines = (text: string, share = 1) => chunkText(text, share).map((chunk) => chunk.lines)

describe('chunkText', () => {
  it('keeps a short sentence whole', () => {
    expect(lines('It is five past two.')).toEqual([['It is five past two.']])
  })

  it('begins a cue with each sentence, unless the one before was very short', () => {
    expect(lines('Sure. It is five past two. Anything else that I can do?')).toEqual([
      ['Sure. It is five past two.'],
      ['Anything else that I can do?'],
    ])
  })

  it('divides a long sentence into cues of two lines, between words', () => {
    const sentence = 'word '.repeat(30).trim()
    const full = 'word '.repeat(8).trim()
    expect(lines(sentence)).toEqual([
      [full, full],
      [full, 'word '.repeat(6).trim()],
    ])
  })

  it('divides a word that no line holds between characters', () => {
    expect(lines('x'.repeat(50))).toEqual([['x'.repeat(42), 'x'.repeat(8)]])
  })

  it('holds no more than its share of slow speech in a cue', () => {
    expect(lines('one two three four', 0.5)).toEqual([['one two'], ['three'], ['four']])
  })

  it('loses no character and keeps its limits, whatever the text is', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 300 })
    fc.assert(
      fc.property(text, fc.double({ min: 0.01, max: 2, noNaN: true }), (original, share) => {
        const chunks = chunkText(original, share)
        const graphemes = (line: string) => [...new Intl.Segmenter('en').segment(line)].length
        for (const chunk of chunks) {
          expect(chunk.lines.length).toBeGreaterThan(0)
          expect(chunk.lines.length).toBeLessThanOrEqual(2)
          for (const line of chunk.lines) expect(graphemes(line)).toBeLessThanOrEqual(42)
        }
        const bare = (value: string) => value.replace(/\s/gu, '')
        expect(bare(chunks.flatMap((chunk) => chunk.lines).join(''))).toBe(bare(original))
      }),
    )
  })
})
