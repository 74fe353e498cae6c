import { describe, expect, it } from 'vitest'
import { conversationOf, itemOf, tell } from '../../../test/support/tell'
import type { WireEvent } from '../realtime/wire'

const of = (type: string, fields: object = {}): WireEvent => ({ ...fields, type: `response.${type}`, response_id: 'r' })

describe('a function call', () => {
  const call = (type: string, fields: object) =>
    of(`function_call_arguments.${type}`, { item_id: 'call', call_id: 'call_1', ...fields })
  const item = (fields: object) => of('output_item.added', { item: { id: 'call', type: 'function_call', ...fields } })

  it('grows by each piece of its arguments, and only the piece is told', () => {
    const conversation = conversationOf(call('delta', { delta: '{"a"', event_id: 'event_1' }))
    const more = call('delta', { delta: ':1}', event_id: 'event_2' })
    expect(tell(conversation, more)).toEqual([{ op: 'append_arguments', id: 'call', text: ':1}' }])
    expect(tell(conversation, more, call('delta', { delta: '' }))).toEqual([])
    expect(itemOf(conversation, 'call')).toMatchObject({ arguments: '{"a":1}' })
  })

  it('has the arguments that the server says as a whole', () => {
    const conversation = conversationOf(call('delta', { delta: '{' }), call('done', { arguments: '{"a":1}' }))
    expect(tell(conversation, call('delta', { delta: '}' }), call('done', { arguments: '{}' }))).toEqual([])
    expect(itemOf(conversation, 'call')).toMatchObject({ arguments: '{"a":1}' })
  })

  it('has its name from the item and its call id from whatever tells it first', () => {
    const conversation = conversationOf(item({ status: 'in_progress' }), call('delta', { delta: '{' }))
    expect(itemOf(conversation, 'call')).toMatchObject({ name: '', callId: 'call_1' })
    tell(conversation, item({ name: 'look', call_id: 'call_1' }))
    expect(itemOf(conversation, 'call')).toMatchObject({ name: 'look', callId: 'call_1' })
  })

  it('does not take half its arguments from an item that is still in progress', () => {
    const half = item({ status: 'in_progress', arguments: '{' })
    const conversation = conversationOf(half, call('delta', { delta: '{' }), call('delta', { delta: '}' }))
    expect(itemOf(conversation, 'call')).toMatchObject({ arguments: '{}' })
  })

  it('takes the place of an item of which only the name was known', () => {
    const conversation = conversationOf(
      of('output_item.added', { item: { id: 'call' } }),
      call('delta', { delta: '{' }),
    )
    expect(itemOf(conversation, 'call')).toMatchObject({ kind: 'function_call', arguments: '{' })
  })

  it('is no message', () => {
    const conversation = conversationOf(call('delta', { delta: '{' }))
    expect(tell(conversation, of('output_text.delta', { item_id: 'call', delta: 'Hi' }))).toEqual([])
    const answer = conversationOf(of('output_text.delta', { item_id: 'item', delta: 'Sure' }))
    expect(tell(answer, of('function_call_arguments.delta', { item_id: 'item', delta: '{' }))).toEqual([])
  })
})
