import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { conversationOf, idsOf, itemOf, messageOf, tell } from '../../../test/support/tell'
import { dialects } from '../realtime/dialects'
import type { WireEvent } from '../realtime/wire'
import { Conversation } from './conversation'

const written = (id: string, text: string, role = 'user') => ({
  id,
  type: 'message',
  role,
  status: 'completed',
  content: [{ type: role === 'assistant' ? 'output_text' : 'input_text', text }],
})

const added = (item: object, previous_item_id?: string | null): WireEvent => ({
  type: 'conversation.item.added',
  item,
  ...(previous_item_id === undefined ? {} : { previous_item_id }),
})

const deleted = (item_id: string): WireEvent => ({ type: 'conversation.item.deleted', item_id })

const answer = (id: string, previous?: string | null): WireEvent =>
  added(
    { ...written(id, 'An answer.', 'assistant'), content: [{ type: 'output_audio', transcript: 'An answer.' }] },
    previous,
  )

it('folds the recorded session', () => {
  const recording = readFileSync(new URL('../../../test/fixtures/recorded-session.txt', import.meta.url), 'utf8')
  const documents = recording.split(/^---$/m).filter((document) => document.trim() !== '')
  const conversation = new Conversation()
  for (const document of documents) {
    const recorded: WireEvent = JSON.parse(document)
    tell(conversation, dialects.beta.serverEventToGa(recorded))
  }
  expect(conversation.snapshot()).toEqual([
    {
      kind: 'message',
      id: 'item_AHpn0cjVbKiaBpjgfZYXv',
      role: 'assistant',
      at: null,
      status: 'completed',
      responseId: 'resp_AHpn0IaIG4zT9arCFE3kv',
      parts: [
        { kind: 'text', text: 'Sure, how can I assist you today?', audioMs: 0, heardMs: null, transcript: 'none' },
      ],
    },
  ])
  expect(conversation.usage).toMatchObject({ total: 16, input: 5, output: 11 })
  expect(conversation.rateLimits).toMatchObject([{ name: 'requests' }, { name: 'tokens' }])
})

describe('items', () => {
  it('are none at first', () => {
    const conversation = new Conversation()
    expect(conversation.snapshot()).toEqual([])
    expect(conversation.usage.total).toBe(0)
    expect(conversation.rateLimits).toEqual([])
  })

  it.each([
    'conversation.item.added',
    'conversation.item.created',
    'conversation.item.done',
    'conversation.item.retrieved',
  ])('come with %s', (type) => {
    const conversation = conversationOf({ type, item: written('item_1', 'Hello') })
    expect(conversation.snapshot()).toEqual([
      {
        kind: 'message',
        id: 'item_1',
        role: 'user',
        at: null,
        status: 'completed',
        responseId: null,
        parts: [{ kind: 'text', text: 'Hello', audioMs: 0, heardMs: null, transcript: 'none' }],
      },
    ])
  })

  it.each<WireEvent>([
    {
      type: 'response.output_item.added',
      response_id: 'r',
      item: { id: 'item_1', type: 'message', role: 'assistant' },
    },
    { type: 'response.output_item.done', response_id: 'r', item: { id: 'item_1', type: 'message', role: 'assistant' } },
    { type: 'response.content_part.added', response_id: 'r', item_id: 'item_1', part: { type: 'text' } },
    { type: 'response.content_part.done', response_id: 'r', item_id: 'item_1', part: { type: 'text', text: 'Hi' } },
    { type: 'response.output_text.delta', response_id: 'r', item_id: 'item_1', delta: 'Hi' },
    { type: 'response.output_text.done', response_id: 'r', item_id: 'item_1', text: 'Hi' },
    { type: 'response.output_audio.delta', response_id: 'r', item_id: 'item_1', delta: 'AAAA' },
    { type: 'response.output_audio.done', response_id: 'r', item_id: 'item_1' },
    { type: 'response.output_audio_transcript.delta', response_id: 'r', item_id: 'item_1', delta: 'Hi' },
    { type: 'response.output_audio_transcript.done', response_id: 'r', item_id: 'item_1', transcript: 'Hi' },
  ])("come with an answer's first event, be it $type", (event) => {
    expect(messageOf(conversationOf(event), 'item_1')).toMatchObject({ role: 'assistant', responseId: 'r' })
  })

  it.each<WireEvent>([
    { type: 'response.function_call_arguments.delta', item_id: 'item_1', call_id: 'call_1', delta: '{}' },
    { type: 'response.function_call_arguments.done', item_id: 'item_1', call_id: 'call_1', arguments: '{}' },
    {
      type: 'response.output_item.added',
      item: { id: 'item_1', type: 'function_call', call_id: 'call_1', arguments: '{}' },
    },
    {
      type: 'response.done',
      response: { output: [{ id: 'item_1', type: 'function_call', call_id: 'call_1', arguments: '{}' }] },
    },
  ])("come with a function call's first event, be it $type", (event) => {
    expect(itemOf(conversationOf(event), 'item_1')).toMatchObject({
      kind: 'function_call',
      callId: 'call_1',
      arguments: '{}',
    })
  })

  it('carry the time at which they were first heard of', () => {
    const conversation = new Conversation()
    const event = { type: 'response.output_text.delta', item_id: 'item_1', output_index: 0, content_index: 0 } as const
    conversation.apply({ ...event, delta: 'Hi ' }, 1000)
    conversation.apply({ ...event, delta: 'there' }, 2000)
    conversation.apply({ type: 'conversation.item.done', item: written('item_1', 'Hi there', 'assistant') }, 3000)
    expect(itemOf(conversation, 'item_1').at).toBe(1000)
  })

  it('are none without a name', () => {
    expect(idsOf(conversationOf(added({ type: 'message' }), added({ id: '', type: 'message' })))).toEqual([])
  })

  it('can be the result of a function, told as text or as it is', () => {
    const result = (output: unknown) => added({ id: 'item_1', type: 'function_call_output', call_id: 'call_1', output })
    const outcome = { kind: 'function_output', id: 'item_1', at: null, status: 'completed', callId: 'call_1' }
    expect(conversationOf(result('"sunny"')).snapshot()).toEqual([{ ...outcome, output: '"sunny"' }])
    expect(conversationOf(result({ sky: 'blue' })).snapshot()).toEqual([{ ...outcome, output: '{"sky":"blue"}' }])
    expect(conversationOf(result(null)).snapshot()).toEqual([{ ...outcome, output: '' }])
  })

  it('can be a result that is told bit by bit', () => {
    const result = (fields: object) => added({ id: 'item_1', type: 'function_call_output', ...fields })
    const conversation = conversationOf(result({}), result({ call_id: 'call_1' }), result({ output: 'sunny' }))
    expect(itemOf(conversation, 'item_1')).toMatchObject({ callId: 'call_1', output: 'sunny' })
    expect(tell(conversation, result({}), result({ call_id: 'call_1', output: 'sunny' }))).toEqual([])
  })

  it('can be of a type that has no view', () => {
    const conversation = conversationOf(added({ id: 'item_1', type: 'mcp_list_tools', tools: [] }))
    expect(conversation.snapshot()).toEqual([
      { kind: 'other', id: 'item_1', at: null, status: 'in_progress', type: 'mcp_list_tools' },
    ])
    tell(conversation, { type: 'conversation.item.done', item: { id: 'item_1', type: 'mcp_list_tools' } })
    expect(itemOf(conversation, 'item_1').status).toBe('completed')
    expect(tell(conversation, added({ id: 'item_1', type: 'mcp_list_tools' }))).toEqual([])
  })

  it('are of whom the server says, as soon as it says so', () => {
    const { role: _role, ...nobody } = written('item_1', 'Hello')
    const conversation = conversationOf(added(nobody))
    expect(messageOf(conversation, 'item_1').role).toBe('assistant')
    expect(tell(conversation, added(written('item_1', 'Hello', 'system')))).toHaveLength(1)
    expect(messageOf(conversation, 'item_1')).toMatchObject({ role: 'system', parts: [{ text: 'Hello' }] })
    tell(conversation, added({ ...nobody, role: 'somebody' }))
    expect(messageOf(conversation, 'item_1').role).toBe('system')
  })

  it('turn out to be something else while nothing is known of them but their name', () => {
    const conversation = conversationOf(added({ id: 'item_1' }))
    expect(itemOf(conversation, 'item_1').kind).toBe('message')
    tell(conversation, added({ id: 'item_1', type: 'function_call', name: 'look', call_id: 'call_1' }))
    expect(itemOf(conversation, 'item_1')).toMatchObject({ kind: 'function_call', name: 'look', callId: 'call_1' })
  })

  it('do not turn into something else once they hold text', () => {
    const conversation = conversationOf(added(written('item_1', 'Hello')))
    tell(conversation, added({ id: 'item_1', type: 'function_call', name: 'look' }))
    expect(messageOf(conversation, 'item_1').parts[0]?.text).toBe('Hello')
  })

  it('are finished when they are told to be done, even if they do not say so', () => {
    const item = { id: 'item_1', type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'Hi' }] }
    for (const type of ['conversation.item.done', 'response.output_item.done'])
      expect(conversationOf({ type, item }).snapshot()).toMatchObject([
        { status: 'completed', parts: [{ text: 'Hi' }] },
      ])
  })

  it('never go back to being in progress', () => {
    const conversation = conversationOf(added({ ...written('item_1', 'Hello'), status: 'incomplete' }))
    tell(
      conversation,
      added({ ...written('item_1', 'Hello'), status: 'in_progress' }),
      added(written('item_1', 'Hello')),
    )
    expect(itemOf(conversation, 'item_1').status).toBe('incomplete')
  })

  it('can be told any number of times', () => {
    const conversation = conversationOf(added(written('item_1', 'Hello')))
    for (const type of ['conversation.item.added', 'conversation.item.done', 'conversation.item.created'])
      expect(tell(conversation, { type, item: written('item_1', 'Hello'), previous_item_id: null })).toEqual([])
    expect(idsOf(conversation)).toEqual(['item_1'])
  })
})

describe('order', () => {
  it('follows the predecessor that the server names, even if the item comes first', () => {
    const conversation = conversationOf(answer('answer', 'question'), added(written('question', 'Well?'), null))
    expect(idsOf(conversation)).toEqual(['question', 'answer'])
  })

  it('follows the predecessor that is named by a later event', () => {
    const conversation = conversationOf(
      { type: 'response.output_text.delta', item_id: 'answer', delta: 'Because' },
      { type: 'conversation.item.retrieved', item: { id: 'call', type: 'function_call' } },
      added(written('question', 'Why?'), null),
      answer('answer', 'question'),
      added({ id: 'call' }, 'question'),
    )
    expect(idsOf(conversation)).toEqual(['question', 'call', 'answer'])
  })

  it('is that of arrival where the server names nobody, or nobody known', () => {
    const conversation = conversationOf(answer('a', null), answer('b', ''), answer('c'), answer('d', 'unknown'))
    expect(idsOf(conversation)).toEqual(['a', 'b', 'c', 'd'])
  })

  it('has room at the very start', () => {
    expect(idsOf(conversationOf(answer('a'), answer('b', 'root')))).toEqual(['b', 'a'])
  })

  it('keeps the answer of which nothing was heard before the next turn, although the server has deleted it', () => {
    const conversation = conversationOf(added(written('question', 'Well?')), answer('unheard', 'question'))
    conversation.markHeard('unheard', 0, 0)
    tell(conversation, deleted('unheard'), added(written('next', 'Stop.'), 'question'), answer('answer', 'next'))
    expect(idsOf(conversation)).toEqual(['question', 'unheard', 'next', 'answer'])
  })
})

describe('deletion', () => {
  it('removes an item for good', () => {
    const conversation = conversationOf(added(written('item_1', 'Hello')), added(written('item_2', 'Bye')))
    expect(tell(conversation, deleted('item_1'))).toEqual([{ op: 'remove', id: 'item_1' }])
    tell(conversation, added(written('item_1', 'Hello')), {
      type: 'conversation.item.input_audio_transcription.completed',
      item_id: 'item_1',
      transcript: 'Hello',
    })
    expect(idsOf(conversation)).toEqual(['item_2'])
  })

  it('can be told twice, or before the item is heard of', () => {
    const conversation = conversationOf(deleted('item_1'), deleted('item_1'))
    for (const event of [
      answer('item_1'),
      { type: 'response.output_text.delta', item_id: 'item_1', delta: 'Hi' },
      { type: 'response.function_call_arguments.delta', item_id: 'item_1', delta: '{' },
      { type: 'input_audio_buffer.committed', item_id: 'item_1' },
      { type: 'conversation.item.input_audio_transcription.delta', item_id: 'item_1', delta: 'Hi' },
    ])
      expect(tell(conversation, event)).toEqual([])
    expect(idsOf(conversation)).toEqual([])
  })

  it('by the user holds against whatever the server says', () => {
    const conversation = conversationOf(answer('item_1'))
    expect(conversation.remove('item_1')).toEqual([{ op: 'remove', id: 'item_1' }])
    expect(conversation.remove('item_1')).toEqual([])
    tell(conversation, answer('item_1'))
    expect(idsOf(conversation)).toEqual([])
  })

  it('leaves the order of the others', () => {
    const conversation = conversationOf(answer('a'), answer('b', 'a'), answer('c', 'b'), deleted('b'), answer('d', 'c'))
    expect(idsOf(conversation)).toEqual(['a', 'c', 'd'])
  })
})

it.each<WireEvent>([
  { type: 'session.created', session: {} },
  { type: 'session.updated', session: {} },
  { type: 'conversation.created' },
  { type: 'input_audio_buffer.cleared' },
  { type: 'output_audio_buffer.started', response_id: 'r' },
  { type: 'response.created', response: { id: 'r', output: [] } },
  { type: 'mcp_list_tools.in_progress', item_id: 'x' },
])('$type changes nothing', (event) => {
  expect(tell(new Conversation(), event)).toEqual([])
})
