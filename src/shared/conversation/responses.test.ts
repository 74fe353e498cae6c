import { describe, expect, it } from 'vitest'
import { conversationOf, idsOf, itemOf, tell } from '../../../test/support/tell'
import type { WireEvent } from '../realtime/wire'

const of = (type: string, fields: object = {}): WireEvent => ({ ...fields, type: `response.${type}`, response_id: 'r' })
const delta = (text: string, fields: object = {}) =>
  of('output_text.delta', { item_id: 'item', delta: text, ...fields })
const done = (fields: object = {}): WireEvent => of('done', { response: { id: 'r', status: 'completed', ...fields } })

describe('the end of a response', () => {
  const usage = { total_tokens: 16, input_tokens: 5, output_tokens: 11 }
  const message = (id: string, status?: string) => ({ id, type: 'message', role: 'assistant', status })

  it('finishes its items and no others', () => {
    const conversation = conversationOf(
      delta('Sure'),
      { ...delta('Other'), item_id: 'other', response_id: 'other' },
      done(),
    )
    expect(itemOf(conversation, 'item').status).toBe('completed')
    expect(itemOf(conversation, 'other').status).toBe('in_progress')
  })

  it.each(['cancelled', 'incomplete', 'failed'])('of one that is %s cuts off what is not finished', (status) => {
    const conversation = conversationOf(
      of('output_item.done', { item: message('first', 'completed') }),
      delta('Su'),
      done({ status }),
    )
    expect(itemOf(conversation, 'first').status).toBe('completed')
    expect(itemOf(conversation, 'item')).toMatchObject({ status: 'incomplete', parts: [{ text: 'Su' }] })
  })

  it('holds for items of it that are heard of later', () => {
    const conversation = conversationOf(done({ status: 'cancelled' }), delta('Su'))
    expect(itemOf(conversation, 'item').status).toBe('incomplete')
  })

  it('finishes the items that it lists, even where nothing has a name', () => {
    const listed = { ...message('item'), content: [{ type: 'text', text: 'Sure' }] }
    const conversation = conversationOf({ type: 'response.done', response: { output: [listed] } })
    expect(itemOf(conversation, 'item')).toMatchObject({ status: 'completed', parts: [{ text: 'Sure' }] })
    tell(conversation, { type: 'response.done', response: { status: 'cancelled', output: [message('cut')] } })
    expect(itemOf(conversation, 'cut').status).toBe('incomplete')
  })

  it('counts its usage, once however often it is told', () => {
    const conversation = conversationOf(delta('Sure'))
    const patches = tell(conversation, done({ usage }))
    const response = { id: 'r', at: null, usage: conversation.usage }
    expect(patches).toContainEqual({ op: 'usage', usage: conversation.usage, response })
    expect(tell(conversation, done({ usage }), done({ usage, status: 'failed' }))).toEqual([])
    expect(conversation.usage).toMatchObject({ total: 16, input: 5, output: 11 })
    tell(conversation, done({ id: 'r2', usage }))
    expect(conversation.usage.total).toBe(32)
    expect(conversation.responses.map(({ id }) => id)).toEqual(['r', 'r2'])
  })

  it('counts the usage of responses without a name by their events', () => {
    const nameless = (event_id?: string): WireEvent => ({ type: 'response.done', event_id, response: { usage } })
    const conversation = conversationOf(nameless('event_1'), nameless('event_1'), nameless('event_2'))
    expect(conversation.usage.total).toBe(32)
    tell(conversation, nameless(), nameless())
    expect(conversation.usage.total).toBe(64)
    tell(conversation, { ...delta('Sure'), response_id: '' })
    expect(itemOf(conversation, 'item').status).toBe('in_progress')
  })

  it('tells no usage where the server does not', () => {
    const conversation = conversationOf()
    expect(tell(conversation, done())).toEqual([])
    expect(tell(conversation, done({ id: 'r2', usage: null }))).toEqual([])
  })

  it('puts one notice behind a response that failed', () => {
    const failed = done({
      status: 'failed',
      status_details: { type: 'failed', error: { code: 'server_error', message: 'Out of order.' } },
      output: [message('item')],
    })
    const conversation = conversationOf(
      delta('Su'),
      { ...delta('Next'), item_id: 'next', response_id: 'n' },
      failed,
      failed,
    )
    expect(idsOf(conversation)).toEqual(['item', 'local_1', 'next'])
    expect(itemOf(conversation, 'local_1')).toMatchObject({
      kind: 'notice',
      level: 'error',
      code: 'server_error',
      text: 'Out of order.',
    })
  })

  it('has words of its own for a failure without any', () => {
    const conversation = conversationOf(done({ status: 'failed' }))
    expect(conversation.snapshot()).toMatchObject([
      { kind: 'notice', code: 'response.failed', text: 'The server could not finish its answer.' },
    ])
  })

  it('says nothing of an answer that was interrupted', () => {
    const details = { type: 'cancelled', reason: 'turn_detected' }
    const conversation = conversationOf(delta('Su'), done({ status: 'cancelled', status_details: details }))
    expect(idsOf(conversation)).toEqual(['item'])
  })
})
