import { describe, expect, it } from 'vitest'
import { tone } from '../../../../test/support/sounds'
import { msToSamples } from '../../../shared/audio-format'
import type { Item, MessageItem } from './items'
import { truncate } from './truncate'

const answer: MessageItem = {
  id: 'item_1',
  type: 'message',
  role: 'assistant',
  status: 'completed',
  content: [{ type: 'output_audio', samples: tone(1000), transcript: 'one two three four' }],
}

const failure = (item: Item, index: number, ms: number) => {
  const truncated = truncate(item, index, ms)
  return truncated.ok ? null : truncated.error
}

describe('truncate', () => {
  it('keeps the sound that was heard, and the words of about that part', () => {
    const truncated = truncate(answer, 0, 500)
    expect(truncated.ok && truncated.value.content).toEqual([
      {
        type: 'output_audio',
        samples: tone(1000).subarray(0, msToSamples(500)),
        transcript: 'one two',
        truncated: true,
      },
    ])
  })

  it('takes the whole length, and not a millisecond more', () => {
    expect(failure(answer, 0, 1000)).toBeNull()
    expect(failure(answer, 0, 1001)).toMatchObject({
      code: 'invalid_value',
      message: 'Audio content of 1000ms is already shorter than 1001ms',
      param: 'audio_end_ms',
    })
  })

  it('truncates nothing but the sound of the assistant', () => {
    const user: Item = { ...answer, role: 'user', content: [{ type: 'input_text', text: 'hi' }] }
    const written: Item = { ...answer, content: [{ type: 'output_text', text: 'hi' }] }
    expect([failure(user, 0, 0), failure(written, 0, 0), failure(answer, 1, 0)].map((error) => error?.param)).toEqual([
      'item_id',
      'content_index',
      'content_index',
    ])
  })
})
