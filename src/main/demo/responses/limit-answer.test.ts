import { describe, expect, it } from 'vitest'
import type { Answer } from '../answers/answer'
import { limitAnswer } from './limit-answer'

const text: Answer = { kind: 'text', text: 'x'.repeat(400) }
const speech: Answer = { kind: 'speech', transcript: 'x'.repeat(80), samples: new Int16Array(24_000 * 4) }

describe('limitAnswer', () => {
  it('cuts words and sound to the tokens that are allowed', () => {
    expect(limitAnswer(text, 50)).toEqual({ answer: { kind: 'text', text: 'x'.repeat(200) }, complete: false })
    const cut = limitAnswer(speech, 50)
    expect(cut.complete).toBe(false)
    expect(cut.answer).toEqual({ kind: 'speech', transcript: 'x'.repeat(40), samples: new Int16Array(24_000 * 2) })
  })

  it('leaves alone what fits, and calls', () => {
    const call: Answer = { kind: 'call', name: 'run', arguments: '{"a":"long"}' }
    expect(limitAnswer(text, 100)).toEqual({ answer: text, complete: true })
    expect(limitAnswer(text, 'inf')).toEqual({ answer: text, complete: true })
    expect(limitAnswer(call, 1)).toEqual({ answer: call, complete: true })
  })
})
