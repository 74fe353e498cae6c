import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { heardText } from '../../../shared/conversation/heard'
import { spokenWord } from './spoken-word'

const said = (text: string, share: number): string | null => {
  const word = spokenWord(text, share)
  return word && text.slice(word.start, word.end)
}

describe('the word that is being said', () => {
  it('goes through the text at an even pace', () => {
    const text = 'one two three four'
    expect([0, 0.2, 0.3, 0.5, 0.7, 0.8, 0.99].map((share) => said(text, share))).toEqual([
      ...['one', 'one', 'two', 'three', 'three', 'four', 'four'],
    ])
  })

  it('is the one before, in a pause', () => {
    expect(said('one — two', 0.5)).toBe('one')
  })

  it('is none before the first word, at the end, and where there are none', () => {
    expect(said('… one', 0)).toBeNull()
    expect(said('one', 1)).toBeNull()
    expect(said('', 0.5)).toBeNull()
    expect(said('!?', 0.5)).toBeNull()
  })

  it('is found in scripts without spaces', () => {
    expect(said('今日はいい天気ですね', 0.05)).toBe('今日')
  })

  it('is never a word of which an interruption at that moment would say that it was heard', () => {
    const sentence = fc.array(fc.constantFrom('yes', 'no,', 'perhaps', 'überall', '42'), {
      minLength: 1,
      maxLength: 12,
    })
    fc.assert(
      fc.property(sentence, fc.integer({ min: 1, max: 999 }), (spoken, heardMs) => {
        const text = spoken.join(' ')
        const word = spokenWord(text, heardMs / 1000)
        const part = { kind: 'audio', text, audioMs: 1000, heardMs, transcript: 'done' } as const
        const { heard } = heardText(part)
        // The cut is before the word that is being said, or in the pause behind it.
        expect((word && heard.length <= word.start) || (word && heard.length >= word.end)).toBe(true)
        expect(text.slice(word?.end ?? 0, heard.length).trim()).toMatch(/^[,]?$/)
      }),
    )
  })
})
