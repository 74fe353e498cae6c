import { describe, expect, it } from 'vitest'
import { tone } from '../../../../test/support/sounds'
import type { Item } from '../conversation/items'
import { contextTokens, noTokens, outputTokens, usageOf } from './usage'

const spoken: Item = {
  id: 'u',
  type: 'message',
  role: 'user',
  status: 'completed',
  content: [{ type: 'input_audio', samples: tone(2000), transcript: null }],
}
const answer: Item = {
  id: 'a',
  type: 'message',
  role: 'assistant',
  status: 'completed',
  content: [{ type: 'output_audio', samples: tone(2000), transcript: 'twelve chars' }],
}

describe('tokens', () => {
  it('are ten a second for what is heard, twenty for what is said, and one for four characters', () => {
    expect(contextTokens('eight ch', [], [spoken])).toEqual({ text: 2, audio: 20, image: 0 })
    expect(outputTokens([answer])).toEqual({ text: 3, audio: 40, image: 0 })
  })
})

describe('usageOf', () => {
  it('adds up, with what was read before as a part of the input', () => {
    const context = { text: 200, audio: 100, image: 85 }
    const usage = usageOf(context, { text: 150, audio: 70, image: 0 }, { text: 3, audio: 40, image: 0 })
    expect(usage).toEqual({
      total_tokens: 428,
      input_tokens: 385,
      output_tokens: 43,
      input_token_details: {
        text_tokens: 200,
        audio_tokens: 100,
        image_tokens: 85,
        cached_tokens: 192,
        cached_tokens_details: { text_tokens: 128, audio_tokens: 64, image_tokens: 0 },
      },
      output_token_details: { text_tokens: 3, audio_tokens: 40 },
    })
  })

  it('knows no cache at first', () => {
    const usage = usageOf({ text: 500, audio: 0, image: 0 }, noTokens, noTokens)
    expect(usage.input_token_details?.cached_tokens).toBe(0)
  })
})
