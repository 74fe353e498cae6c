import { describe, expect, it } from 'vitest'
import { conversationOf, messageOf, tell } from '../../../test/support/tell'
import type { WireEvent } from '../realtime/wire'

const content = [{ type: 'output_audio', transcript: 'An answer.' }]
const answered: WireEvent = {
  type: 'conversation.item.added',
  item: { id: 'answer', type: 'message', role: 'assistant', status: 'completed', content },
}

describe('truncation', () => {
  const truncated = (audio_end_ms: number, content_index = 0): WireEvent => ({
    type: 'conversation.item.truncated',
    item_id: 'answer',
    content_index,
    audio_end_ms,
  })

  it('keeps the text and marks how far it was heard', () => {
    const conversation = conversationOf(answered)
    expect(tell(conversation, truncated(700))).toHaveLength(1)
    expect(messageOf(conversation, 'answer').parts).toMatchObject([{ text: 'An answer.', heardMs: 700 }])
  })

  it('takes the earliest mark, since nothing can be unheard', () => {
    const conversation = conversationOf(answered, truncated(700))
    expect(tell(conversation, truncated(900))).toEqual([])
    expect(conversation.markHeard('answer', 0, 500)).toHaveLength(1)
    expect(conversation.markHeard('answer', 0, -5)).toHaveLength(1)
    expect(messageOf(conversation, 'answer').parts[0]?.heardMs).toBe(0)
  })

  it('does not wipe the text when the server deletes its transcript', () => {
    const conversation = conversationOf(answered, truncated(700))
    const wiped = [{ type: 'output_audio', transcript: null }]
    for (const transcript of [null, ''])
      tell(
        conversation,
        { type: 'conversation.item.added', item: { id: 'answer', type: 'message', role: 'assistant', content: wiped } },
        {
          type: 'conversation.item.retrieved',
          item: { id: 'answer', content: [{ type: 'output_audio', transcript }] },
        },
        { type: 'response.output_audio_transcript.done', item_id: 'answer', transcript: transcript ?? '' },
      )
    expect(messageOf(conversation, 'answer').parts).toMatchObject([{ text: 'An answer.', heardMs: 700 }])
  })

  it('has nothing to mark in an item or part that is not there, or is no answer', () => {
    const conversation = conversationOf(answered, { type: 'input_audio_buffer.committed', item_id: 'question' })
    expect(tell(conversation, truncated(700, 3))).toEqual([])
    expect(conversation.markHeard('unknown', 0, 700)).toEqual([])
    expect(conversation.markHeard('question', 0, 700)).toEqual([])
  })
})
