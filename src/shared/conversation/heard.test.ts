import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutWithoutLength, heardText } from './heard'
import type { ContentPart } from './item'

const part = (text: string, heardMs: number | null, audioMs = 1000): ContentPart => ({
  kind: 'audio',
  text,
  audioMs,
  heardMs,
  transcript: 'none',
})

/** Where a text is cut, in characters, at each tenth of its sound. */
const cuts = (text: string): readonly string[] => {
  const heard = Array.from({ length: 11 }, (_, tenth) => heardText(part(text, tenth * 100)).heard)
  return [...new Set(heard)]
}

describe('heardText', () => {
  it('was heard whole unless it was cut', () => {
    expect(heardText(part('All of it.', null))).toEqual({ heard: 'All of it.', unheard: '' })
  })

  it('was not heard when it was cut before its first sound', () => {
    expect(heardText(part('None of it.', 0))).toEqual({ heard: '', unheard: 'None of it.' })
  })

  it('was heard whole when it was cut at its end or beyond', () => {
    expect(heardText(part('All of it.', 1000))).toEqual({ heard: 'All of it.', unheard: '' })
    expect(heardText(part('All of it.', 5000))).toEqual({ heard: 'All of it.', unheard: '' })
  })

  it('is kept whole when nobody knows how long it is, with the time at which it was cut off', () => {
    const cut = part('How long?', 500, 0)
    expect([heardText(cut), cutWithoutLength(cut)]).toEqual([{ heard: 'How long?', unheard: '' }, 500])
    expect(cutWithoutLength(part('How long?', 500, 1000))).toBeNull()
    expect(heardText(part('How long?', 0, 0))).toEqual({ heard: '', unheard: 'How long?' })
  })

  it('has nothing to divide in an empty text', () => {
    expect(heardText(part('', 500))).toEqual({ heard: '', unheard: '' })
  })

  it('is cut where a word begins', () => {
    expect(heardText(part('The weather is fine today.', 500))).toEqual({
      heard: 'The weather ',
      unheard: 'is fine today.',
    })
    expect(cuts('one two')).toEqual(['', 'one', 'one ', 'one two'])
  })

  it("keeps words with marks in them whole: don't, 3.14", () => {
    expect(cuts("I don't")).toEqual(['', 'I', 'I ', "I don't"])
    expect(cuts('at 3.14159')).toEqual(['', 'at', 'at ', 'at 3.14159'])
  })

  it('is cut between words where they are written without spaces', () => {
    const text = '今日はとても良い天気ですね。'
    const { heard } = heardText(part(text, 500))
    // Which characters make a word is for Unicode to say; an even pace would put the cut behind the seventh.
    expect(heard.length).toBeGreaterThanOrEqual(4)
    expect(heard.length).toBeLessThanOrEqual(7)
  })

  it('never cuts a character in two', () => {
    expect(cuts('👨‍👩‍👧‍👦👍🏽')).toEqual(['', '👨‍👩‍👧‍👦', '👨‍👩‍👧‍👦👍🏽'])
    expect(cuts('🇩🇪🇫🇷')).toEqual(['', '🇩🇪', '🇩🇪🇫🇷'])
    expect(cuts('e\u0301e\u0301 e\u0301')).toEqual(['', 'e\u0301e\u0301', 'e\u0301e\u0301 ', 'e\u0301e\u0301 e\u0301'])
  })

  const scripts = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: 'binary' }),
    fc.string({
      unit: fc.constantFrom('a', 'b', ' ', '.', '👍🏽', '👨‍👩‍👧', '今日', '天', 'は', 'é', 'e\u0301', '🇩🇪', '\n'),
    }),
  )
  /** Half of a character that takes two code units. */
  const halfPair = /\p{Surrogate}/u
  const lengths = fc.tuple(fc.integer({ min: -10, max: 70_000 }), fc.nat(70_000))

  it('loses nothing and cuts no surrogate pair', () => {
    fc.assert(
      fc.property(scripts, lengths, (text, [heardMs, audioMs]) => {
        const { heard, unheard } = heardText(part(text, heardMs, audioMs))
        expect(heard + unheard).toBe(text)
        if (!halfPair.test(text)) expect(heard).not.toMatch(halfPair)
      }),
    )
  })

  it('hears no less by listening longer', () => {
    fc.assert(
      fc.property(scripts, fc.nat(5000), fc.nat(5000), fc.nat(5000), (text, heardMs, longer, audioMs) => {
        const before = heardText(part(text, heardMs, audioMs)).heard
        const after = heardText(part(text, heardMs + longer, audioMs)).heard
        expect(after.startsWith(before)).toBe(true)
      }),
    )
  })
})
