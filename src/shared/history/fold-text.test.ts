import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldText, originalPlace } from './fold-text'

const folded = (text: string): string => foldText(text).text

/** What the original has where the folded text has `piece`. */
function originalOf(text: string, piece: string): string {
  const fold = foldText(text)
  const start = fold.text.indexOf(piece)
  const place = originalPlace(fold, start, start + piece.length)
  return text.slice(place.start, place.end)
}

describe('folded text', () => {
  it.each([
    ['case', 'HeLLo', 'hello'],
    ['accents, written as one character', 'Käse à la crème', 'kase a la creme'],
    ['accents, written as marks', 'Ka\u0308se', 'kase'],
    ['sharp s', 'Straße STRAẞE', 'strasse strasse'],
    ['ligatures', 'ﬁnd the œuvre of Ælfric', 'find the oeuvre of aelfric'],
    ['strokes', 'Łódź, Ørsted, Đorđe', 'lodz, orsted, dorde'],
    ['Turkish i with and without its dot', 'DİYARBAKIR ılık', 'diyarbakir ilik'],
    ['the sigma at the end of a Greek word', 'ΟΔΟΣ οδός', 'οδοσ οδοσ'],
    ['Cyrillic', 'ЁЛКА', 'елка'],
    ['vowel points of Hebrew and Arabic', 'שָׁלוֹם سَلَام سـلام', 'שלום سلام سلام'],
    ['width', 'ＡＢＣ１ ｶﾞ', 'abc1 カ\u3099'],
    ['what can not be seen', 'co\u00ADope\u200Drate \uFEFFx', 'cooperate x'],
    ['numbers in dress', 'm² ½', 'm2 1\u20442'],
  ])('has no %s', (_what, text, expected) => expect(folded(text)).toBe(expected))

  it.each([
    ['sound marks of kana', 'が', 'か'],
    ['vowel signs of Devanagari', 'कि', 'का'],
    ['vowel signs and tones of Thai', 'ไม่', 'ไม้'],
    ['spaces of no width', 'ab', 'a\u200Bb'],
  ])('still differs by %s', (_what, one, other) => expect(folded(one)).not.toBe(folded(other)))

  it('is the same when it is folded again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(folded(folded(text))).toBe(folded(text))
      }),
    )
    // All that Unicode has given a meaning to; beyond are ideographs, and tags that can't be seen.
    for (let code = 0; code < 0x20000; code++) {
      const once = folded(String.fromCodePoint(code))
      if (folded(once) !== once) expect([code, folded(once)]).toEqual([code, once])
    }
  })

  it('is the same whichever way Unicode writes a text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(folded(text.normalize('NFD'))).toBe(folded(text.normalize('NFC')))
      }),
    )
  })
})

describe('a place in folded text', () => {
  it.each([
    ['Die Straße hier', 'strasse', 'Straße'],
    ['Die Straße hier', 'stras', 'Straß'],
    ['un cafe\u0301 noir', 'cafe', 'cafe\u0301'],
    ['un café noir', 'noir', 'noir'],
    ['a ﬁlm', 'fi', 'ﬁ'],
    ['plain text', 'text', 'text'],
    ['co\u00ADop now', 'coop', 'co\u00ADop'],
    ['ends in é', 'e', 'e'],
    ['in é', 'e', 'é'],
  ])('of %j, %j, is %j in the original', (text, piece, original) => expect(originalOf(text, piece)).toBe(original))

  it('is within the original and covers whole characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(), fc.nat(), (text, one, other) => {
        const fold = foldText(text)
        const [start = 0, end = 0] = [one % (fold.text.length + 1), other % (fold.text.length + 1)].toSorted(
          (a, b) => a - b,
        )
        fc.pre(start < end)
        const place = originalPlace(fold, start, end)
        expect(place.start).toBeGreaterThanOrEqual(0)
        expect(place.end).toBeGreaterThan(place.start)
        expect(place.end).toBeLessThanOrEqual(text.length)
        expect(folded(text.slice(place.start, place.end))).toContain(fold.text.slice(start, end))
      }),
    )
  })
})
