import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gaClientSamples, gaServerSamples } from '../../../test/support/ga-samples'
import { parseClientEvent, parseFrame, parseServerEvent } from './parse'
import type { WireEvent } from './wire'

const delta = { ...gaServerSamples['response.output_text.delta'] }

const without = (event: WireEvent, ...names: readonly string[]): WireEvent => ({
  ...Object.fromEntries(Object.entries(event).filter(([name]) => !names.includes(name))),
  type: event.type,
})

describe('parseFrame', () => {
  it('reads an event with all its fields', () => {
    expect(parseFrame('{"type":"ping","at":[1]}')).toEqual({ kind: 'event', event: { type: 'ping', at: [1] } })
  })

  it.each(['', '{', 'undefined', '{"type":"pi', "{'type':'ping'}", '\u0000'])('calls %j malformed', (frame) => {
    expect(parseFrame(frame)).toMatchObject({ kind: 'malformed', raw: frame })
  })

  it.each(['null', '1', '"ping"', '[]', '{}', '[{"type":"ping"}]', '{"type":null}', '{"type":5}'])(
    'calls %j, which has no type, malformed',
    (frame) => {
      const raw: unknown = JSON.parse(frame)
      expect(parseFrame(frame)).toEqual({ kind: 'malformed', reason: 'not an object with a "type"', raw })
    },
  )

  it('reads the numbers that Python writes and JSON does not have', () => {
    expect(parseFrame('{"type":"x","a":NaN,"b":-Infinity,"c":"NaN"}')).toEqual({
      kind: 'event',
      event: { type: 'x', a: null, b: null, c: 'NaN' },
    })
  })

  it('never throws, whatever the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (frame) => parseFrame(frame).kind === 'malformed'))
  })

  it('hands on any object with a type as it is', () => {
    const events = fc.tuple(fc.string(), fc.dictionary(fc.string(), fc.jsonValue()))
    fc.assert(
      fc.property(events, ([type, fields]) => {
        const frame = JSON.stringify({ ...fields, type })
        expect(parseFrame(frame)).toEqual({ kind: 'event', event: JSON.parse(frame) })
      }),
    )
  })
})

describe('parseServerEvent', () => {
  it.each(['ping', 'localai.model_load', 'response.text.delta', 'constructor', '__proto__', ''])(
    'hands on an event of the unknown type %j',
    (type) => {
      const raw = { type, any: ['thing'] }
      expect(parseServerEvent(raw)).toEqual({ kind: 'unknown', type, raw })
    },
  )

  it.each([
    ['a missing field', without(delta, 'delta'), /^delta: /],
    ['an unreadable required field', { ...delta, delta: {} }, /^delta: /],
  ])('calls an event with %s malformed and says where', (_name, raw, reason) => {
    const parsed = parseServerEvent(raw)
    expect(parsed).toMatchObject({ kind: 'malformed', raw })
    expect(parsed.kind === 'malformed' && parsed.reason).toMatch(reason)
  })

  it('does without what some servers leave out', () => {
    const raw = without(delta, 'event_id', 'response_id', 'output_index', 'content_index')
    const event = { type: delta.type, item_id: delta.item_id, delta: delta.delta, output_index: 0, content_index: 0 }
    expect(parseServerEvent(raw)).toEqual({ kind: 'event', event })
    for (const nameless of ['input_audio_buffer.committed', 'input_audio_buffer.speech_started'])
      expect(parseServerEvent({ type: nameless })).toEqual({ kind: 'event', event: { type: nameless } })
    expect(parseServerEvent({ type: 'response.done', response: {} }).kind).toBe('event')
    expect(parseServerEvent({ type: 'conversation.item.created', item: { content: [{}] } }).kind).toBe('event')
  })

  it.each<[string, WireEvent, string, object]>([
    ['a name of the wrong type', { ...delta, item_id: {} }, 'item_id', { item_id: '' }],
    ['a negative index', { ...delta, content_index: -1 }, 'content_index', { content_index: 0 }],
    ['a broken index', { ...delta, content_index: 0.5 }, 'content_index', { content_index: 0 }],
    ['an index as large as a size', { ...delta, content_index: 4e9 }, 'content_index', { content_index: 0 }],
    ['a number for a text', { ...delta, delta: 5 }, 'delta', { delta: '5' }],
    ['a text for an object', { type: 'session.created', session: 'sess_1' }, 'session', { session: {} }],
    [
      'a text in pieces, deep inside',
      { type: 'response.done', response: { output: [{ content: [{ text: ['a', 'b'] }] }] } },
      'response.output.0.content.0.text',
      { response: { output: [{ content: [{ text: 'ab' }] }] } },
    ],
    [
      'words where parts belong',
      { type: 'conversation.item.added', item: { id: 'a', content: 'Hello' } },
      'item.content',
      { item: { id: 'a', content: [{ type: 'text', text: 'Hello' }] } },
    ],
    [
      'a number for a name and texts for numbers',
      { type: 'response.done', response: { id: 6, usage: { total_tokens: '16', input_tokens: 'many' } } },
      'response.id',
      { response: { id: '6', usage: { total_tokens: 16 } } },
    ],
  ])('loses no more than the field by %s', (_name, raw, ignored, expected) => {
    const parsed = parseServerEvent(raw)
    expect(parsed).toMatchObject({ kind: 'event', event: expected })
    expect(parsed.kind === 'event' && parsed.repaired).toContain(ignored)
  })

  it.each([
    ['an object', { error: { code: 429, message: 'Too many.' } }, { code: '429', message: 'Too many.' }],
    ['a text', { error: 'plain words' }, { message: 'plain words' }],
    ['the event itself', { code: 'quota', message: 'Used up.' }, { code: 'quota', message: 'Used up.' }],
    [
      'an object without a message',
      { error: { code: 'x', details: 'no message' } },
      { code: 'x', message: 'no message' },
    ],
    [
      'an object with its code as its type',
      { error: { type: 'overloaded' } },
      { type: 'overloaded', message: 'overloaded' },
    ],
    ['nothing at all', {}, { message: '' }],
  ])('reads an error that is %s', (_shape, fields, expected) => {
    expect(parseServerEvent({ type: 'error', ...fields })).toMatchObject({ kind: 'event', event: { error: expected } })
  })

  it('takes null for what is left out', () => {
    const raw = { ...delta, event_id: null, response_id: null, output_index: null, content_index: null }
    const event = { type: delta.type, item_id: delta.item_id, delta: delta.delta, output_index: 0, content_index: 0 }
    expect(parseServerEvent(raw)).toEqual({ kind: 'event', event })
    const item = { id: 'item_1', type: 'message', role: null, content: [{ type: null, text: 'Hi', audio: null }] }
    expect(parseServerEvent({ type: 'conversation.item.added', item })).toEqual({
      kind: 'event',
      event: { type: 'conversation.item.added', item: { id: 'item_1', type: 'message', content: [{ text: 'Hi' }] } },
    })
    expect(parseServerEvent({ ...delta, delta: null }).kind).toBe('malformed')
  })

  it('keeps fields that it does not know, at every depth', () => {
    const item = {
      id: 'item_1',
      phase: 'x',
      content: [{ type: 'input_image', image_url: 'data:', extra: { deep: [1] } }],
    }
    const raw = { type: 'conversation.item.added', item, vendor: { a: null } }
    expect(parseServerEvent(raw)).toEqual({ kind: 'event', event: raw })
  })

  it('survives nesting without end', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    for (const field of ['session', 'vendor']) {
      const parsed = parseFrame(`{"type":"session.created","${field}":${deep}}`)
      expect(parsed).toMatchObject({ kind: 'malformed', reason: 'nested too deeply' })
      expect(JSON.stringify(parsed).length).toBeLessThan(20_000)
    }
  })

  it('never throws, whatever stands in the fields of an event that it knows', () => {
    const fields = fc.constantFrom(
      ...new Set(Object.values(gaServerSamples).flatMap((sample) => Object.keys(sample))),
      '__proto__',
    )
    const known = fc.constantFrom(...Object.values(gaServerSamples))
    const garbage = fc.dictionary(fields, fc.jsonValue(), { maxKeys: 6 })
    fc.assert(
      fc.property(known, garbage, ({ type, ...sample }, wrong) => {
        for (const raw of [
          { ...wrong, type },
          { ...sample, ...wrong, type },
        ])
          expect(['event', 'malformed']).toContain(parseServerEvent(raw).kind)
      }),
    )
  })
})

describe('parseClientEvent', () => {
  it('knows client events only', () => {
    expect(parseClientEvent(delta)).toMatchObject({ kind: 'unknown', type: delta.type })
    expect(parseClientEvent({ type: 'transcription_session.update' }).kind).toBe('unknown')
  })

  it.each([
    { type: 'input_audio_buffer.append' },
    { ...gaClientSamples['conversation.item.truncate'], audio_end_ms: -1 },
    { ...gaClientSamples['conversation.item.truncate'], audio_end_ms: 0.5 },
    { type: 'conversation.item.create', item: 'Hello' },
    { type: 'session.update' },
  ])('calls %j malformed', (raw) => {
    expect(parseClientEvent(raw).kind).toBe('malformed')
  })

  it('does without everything that is optional', () => {
    expect(parseClientEvent({ type: 'response.create' })).toEqual({ kind: 'event', event: { type: 'response.create' } })
    expect(parseClientEvent({ type: 'response.cancel', response_id: null }).kind).toBe('event')
  })
})
