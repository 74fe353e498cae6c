import { describe, expect, it } from 'vitest'
import { conversationOf, idsOf, itemOf, tell } from '../../../test/support/tell'
import type { WireEvent } from '../realtime/wire'
import { Conversation } from './conversation'

const answer = (id: string, previous_item_id?: string): WireEvent => ({
  type: 'conversation.item.added',
  item: { id, type: 'message', role: 'assistant' },
  previous_item_id,
})

describe('notices', () => {
  const notice = { level: 'warning', code: 'network.slow', text: 'The network is slow.' } as const

  it('stand at the end, under names of their own', () => {
    const conversation = conversationOf(answer('a'))
    conversation.addNotice(notice, 5)
    conversation.addNotice(notice)
    tell(conversation, answer('b'))
    expect(idsOf(conversation)).toEqual(['a', 'local_1', 'local_2', 'b'])
    expect(itemOf(conversation, 'local_1')).toEqual({
      kind: 'notice',
      id: 'local_1',
      at: 5,
      status: 'completed',
      ...notice,
    })
  })

  it('float behind their item when others come behind it', () => {
    const conversation = conversationOf(answer('a'), answer('b', 'a'))
    conversation.addNotice(notice, null, 'a')
    tell(conversation, answer('c', 'a'))
    expect(idsOf(conversation)).toEqual(['a', 'local_1', 'c', 'b'])
  })

  it('never take the name of an item', () => {
    const conversation = conversationOf(answer('local_1'))
    conversation.addNotice(notice)
    expect(idsOf(conversation)).toEqual(['local_1', 'local_2'])
  })

  it('are not changed by the server', () => {
    const conversation = new Conversation()
    conversation.addNotice(notice)
    tell(conversation, answer('local_1'), { type: 'response.output_text.done', item_id: 'local_1', text: 'Hi' })
    expect(conversation.snapshot()).toMatchObject([notice])
  })

  it("tell of the server's errors, once each", () => {
    const error = { type: 'error', event_id: 'event_1', error: { code: 'rate_limit', message: 'Slow down.' } }
    const conversation = conversationOf(error, error, { type: 'error', error: { message: 'No code.' } })
    expect(conversation.snapshot()).toMatchObject([
      { kind: 'notice', level: 'error', code: 'rate_limit', text: 'Slow down.' },
      { kind: 'notice', level: 'error', code: 'server.error', text: 'No code.' },
    ])
  })

  it.each([
    'response_cancel_not_active',
    'conversation_already_has_active_response',
    'input_audio_buffer_commit_empty',
  ])('keep quiet about the lost race %s', (code) => {
    expect(conversationOf({ type: 'error', error: { code, message: 'Too late.' } }).snapshot()).toEqual([])
  })
})

describe('rate limits', () => {
  it('are the latest that were told', () => {
    const limits = (remaining: number) => [{ name: 'tokens', remaining }]
    const conversation = conversationOf({ type: 'rate_limits.updated', rate_limits: limits(10) })
    expect(tell(conversation, { type: 'rate_limits.updated', rate_limits: limits(9) })).toEqual([
      { op: 'rate_limits', limits: limits(9) },
    ])
    expect(conversation.rateLimits).toEqual(limits(9))
  })
})
