import { describe, expect, it } from 'vitest'
import { silence100ms } from '../../../test/support/turn-events'
import { conversationOf, messageOf, tell } from '../../../test/support/tell'
import type { WireEvent } from '../realtime/wire'

const of = (type: string, fields: object = {}): WireEvent => ({ ...fields, type: `response.${type}`, response_id: 'r' })
const inItem = (type: string, fields: object = {}): WireEvent => of(type, { item_id: 'item', ...fields })
const delta = (text: string, event_id?: string) => inItem('output_text.delta', { delta: text, event_id })
const spoke = (text: string, event_id?: string) => inItem('output_audio_transcript.delta', { delta: text, event_id })
const sound = (event_id?: string, content_index = 0) =>
  inItem('output_audio.delta', { delta: silence100ms, event_id, content_index })
const done = (fields: object = {}): WireEvent => of('done', { response: { id: 'r', status: 'completed', ...fields } })

describe('the text of an answer', () => {
  it('grows by each piece, and only the piece is told', () => {
    const conversation = conversationOf(delta('Sure'))
    expect(tell(conversation, delta(', how'))).toEqual([{ op: 'append_text', id: 'item', part: 0, text: ', how' }])
    expect(messageOf(conversation, 'item').parts).toMatchObject([{ kind: 'text', text: 'Sure, how' }])
  })

  it('does not grow by nothing, or by a piece that comes again', () => {
    const conversation = conversationOf(delta('a', 'event_1'), delta('b', 'event_2'))
    expect(tell(conversation, delta(''), delta('a', 'event_1'))).toEqual([])
    expect(messageOf(conversation, 'item').parts[0]?.text).toBe('ab')
  })

  it('grows by equal pieces that are different events', () => {
    const conversation = conversationOf(delta('ha', 'event_1'), delta('ha', 'event_2'), delta('ha'), delta('ha'))
    expect(messageOf(conversation, 'item').parts[0]?.text).toBe('hahahaha')
  })

  it('is what the server says as a whole, once, and pieces after that are late', () => {
    const conversation = conversationOf(delta('Su'), inItem('output_text.done', { text: 'Sure.' }))
    expect(tell(conversation, delta('re.'), inItem('output_text.done', { text: 'Something else.' }))).toEqual([])
    expect(messageOf(conversation, 'item').parts[0]?.text).toBe('Sure.')
  })

  it('is not wiped by an empty whole', () => {
    const conversation = conversationOf(delta('Sure'))
    expect(tell(conversation, inItem('output_text.done', { text: '' }))).toEqual([])
    expect(tell(conversation, inItem('content_part.done', { part: { type: 'text', text: null } }))).toEqual([])
    expect(messageOf(conversation, 'item').parts[0]?.text).toBe('Sure')
  })

  it('can come with its part alone, or with the item alone', () => {
    const part = { type: 'audio', transcript: 'Hello' }
    expect(messageOf(conversationOf(inItem('content_part.done', { part })), 'item').parts).toMatchObject([
      { kind: 'audio', text: 'Hello' },
    ])
    const item = { id: 'item', type: 'message', role: 'assistant', status: 'completed', content: [part] }
    expect(messageOf(conversationOf(of('output_item.done', { item })), 'item').parts).toMatchObject([
      { kind: 'audio', text: 'Hello' },
    ])
  })

  it('is not taken from an item that is still in progress: that may be half of it', () => {
    const item = { id: 'item', type: 'message', role: 'assistant', status: 'in_progress' }
    const half = of('output_item.added', { item: { ...item, content: [{ type: 'text', text: 'Su' }] } })
    const halfPart = inItem('content_part.added', { part: { type: 'text', text: 'Su' } })
    const conversation = conversationOf(half, halfPart, delta('Su'), delta('re'))
    expect(messageOf(conversation, 'item').parts[0]?.text).toBe('Sure')
  })

  it('has parts of its own, in whatever order they begin', () => {
    const second = inItem('output_audio_transcript.delta', { content_index: 1, delta: 'spoken' })
    const conversation = conversationOf(second, delta('written'), second)
    expect(messageOf(conversation, 'item').parts).toMatchObject([
      { kind: 'text', text: 'written' },
      { kind: 'audio', text: 'spokenspoken' },
    ])
  })

  it.each([
    [{ type: 'text' }, 'text'],
    [{ type: 'output_text' }, 'text'],
    [{ type: 'audio' }, 'audio'],
    [{ type: 'output_audio' }, 'audio'],
    [{ transcript: 'Hi' }, 'audio'],
    [{}, 'text'],
  ])('in a part told as %j is %s', (part, kind) => {
    expect(messageOf(conversationOf(inItem('content_part.added', { part })), 'item').parts).toMatchObject([{ kind }])
  })

  it('is transcript or text, whichever holds something', () => {
    const part = { type: 'audio', text: '', transcript: 'Hello' }
    const conversation = conversationOf(inItem('content_part.done', { part }))
    expect(messageOf(conversation, 'item').parts[0]?.text).toBe('Hello')
  })

  it('does not mix with what a user said', () => {
    const conversation = conversationOf({ type: 'input_audio_buffer.committed', item_id: 'item' })
    expect(tell(conversation, delta('Sure'), spoke('Sure'), sound())).toEqual([])
    expect(messageOf(conversation, 'item')).toMatchObject({ role: 'user', parts: [{ text: '' }], responseId: null })
  })
})

describe('the sound of an answer', () => {
  const lengthOf = (...events: readonly WireEvent[]) => messageOf(conversationOf(...events), 'item').parts[0]?.audioMs

  it('is as long as its pieces, each counted once', () => {
    expect(lengthOf(sound('event_1'), sound('event_2'), sound('event_1'), inItem('output_audio.done'))).toBe(200)
  })

  it('counts no piece again when the transcript is complete', () => {
    const transcript = inItem('output_audio_transcript.done', { transcript: 'Hello' })
    expect(
      lengthOf(sound('event_1'), transcript, sound('event_1'), sound('event_2'), inItem('output_audio.done')),
    ).toBe(200)
  })

  it('is not told piece by piece, but when it ends or the answer ends', () => {
    const conversation = conversationOf(sound('event_1'))
    expect(tell(conversation, sound('event_2'))).toEqual([])
    expect(tell(conversation, inItem('output_audio.done'))).toMatchObject([
      { op: 'update', item: { parts: [{ audioMs: 200 }] } },
    ])
    tell(conversation, sound('event_3'), done())
    expect(messageOf(conversation, 'item').parts[0]?.audioMs).toBe(300)
  })

  it('is not told again when it has not grown', () => {
    const conversation = conversationOf(sound('event_1'), inItem('output_audio.done'))
    expect(tell(conversation, inItem('output_audio.done'), sound('event_1'))).toEqual([])
  })

  it('is told at once when it comes late', () => {
    const conversation = conversationOf(sound('event_1'), done())
    expect(tell(conversation, sound('event_2'))).toMatchObject([{ op: 'update', item: { parts: [{ audioMs: 200 }] } }])
  })

  it('is told when it is cut off, and goes on being counted', () => {
    const conversation = conversationOf(spoke('Hello'), sound('event_1'))
    expect(conversation.markHeard('item', 0, 50)).toMatchObject([{ item: { parts: [{ audioMs: 100, heardMs: 50 }] } }])
    tell(conversation, sound('event_2'), done({ status: 'cancelled' }))
    expect(messageOf(conversation, 'item').parts).toMatchObject([{ text: 'Hello', audioMs: 200, heardMs: 50 }])
  })

  it('is complete when the next answer has ended', () => {
    const conversation = conversationOf(sound('event_1'), done())
    tell(
      conversation,
      { type: 'response.done', response: { id: 'next', output: [] } },
      sound('event_1'),
      sound('event_2'),
    )
    expect(messageOf(conversation, 'item').parts[0]?.audioMs).toBe(100)
  })
})

describe('cost', () => {
  it('of a piece is a patch of that piece, however long the conversation and the answer are', () => {
    const conversation = conversationOf()
    for (let item = 0; item < 2000; item++) tell(conversation, { ...delta('x'), item_id: `item_${item}` })
    for (let piece = 0; piece < 20_000; piece++) tell(conversation, delta('more ', `event_${piece}`))
    expect(tell(conversation, delta('more ', 'last'))).toEqual([
      { op: 'append_text', id: 'item', part: 0, text: 'more ' },
    ])
    expect(messageOf(conversation, 'item').parts[0]?.text).toHaveLength(5 * 20_001)
  })

  it('of a piece stays the same when the parts disagree on what they are', () => {
    const conversation = conversationOf(delta('written '), spoke('spoken '))
    expect(tell(conversation, spoke('spoken '))).toEqual([{ op: 'append_text', id: 'item', part: 0, text: 'spoken ' }])
  })
})
