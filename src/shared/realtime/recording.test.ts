import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readRecording } from './recording'

const event = (type: string, fields: object = {}) => ({ type, event_id: 'event_1', ...fields })

const lines = (...events: readonly object[]): string => events.map((value) => JSON.stringify(value)).join('\n')

const frames = (text: string) => readRecording(text).entries.map(({ frame }) => frame)

const types = (text: string): (string | null)[] =>
  readRecording(text).entries.map(({ frame }) => (frame.kind === 'event' ? frame.event.type : null))

describe('readRecording', () => {
  it('reads events as they were on the wire, in their order', () => {
    const delta = event('response.text.delta', { delta: 'Sure', added_by_some_server: [1] })
    expect(frames(lines(event('session.created'), delta))).toEqual([
      { kind: 'event', event: event('session.created') },
      { kind: 'event', event: delta },
    ])
  })

  it('hands on what can not be read, with the reason, and reads the rest', () => {
    const text = `${lines(event('a'))}\nnot json\n${lines({ no_type: 1 }, event('b'))}\n{"type":"c","x":`
    const entries = frames(text)
    expect(entries.map(({ kind }) => kind)).toEqual(['event', 'malformed', 'malformed', 'event', 'malformed'])
    expect(entries[2]).toEqual({ kind: 'malformed', reason: 'not an object with a "type"', raw: { no_type: 1 } })
    expect(entries[4]).toMatchObject({ raw: '{"type":"c","x":', reason: expect.stringMatching(/./) })
  })

  it('reads frames that were recorded as strings', () => {
    const frames = [event('a'), event('b')].map((value) => JSON.stringify(value))
    expect(types(JSON.stringify(frames))).toEqual(['a', 'b'])
    expect(types(frames.map((frame) => JSON.stringify(frame)).join('\n'))).toEqual(['a', 'b'])
    expect(types('"just words"')).toEqual([null])
  })

  it('finds nothing in nothing', () => {
    expect(readRecording('\uFEFF\r\n---\r\n').entries).toEqual([])
  })

  it.each([
    ['a renamed event', event('response.audio_transcript.delta')],
    ['a flat session', event('session.created', { session: { modalities: ['text'] } })],
    ['a flat audio format', event('session.updated', { session: { input_audio_format: 'pcm16' } })],
    ['a response with modalities', event('response.done', { response: { modalities: ['text'] } })],
  ])('knows the beta by %s', (_name, sign) => {
    expect(readRecording(lines(event('conversation.item.created'), sign)).dialect.name).toBe('beta')
  })

  it.each([
    ['a GA session', event('session.created', { session: { type: 'realtime', output_modalities: ['audio'] } })],
    ['a GA server with a flat voice', event('session.created', { session: { voice: 'a', turn_detection: null } })],
    ['names of its own', event('response.output_text.delta')],
    ['nothing that tells', event('rate_limits.updated')],
  ])('takes the GA dialect for %s', (_name, other) => {
    expect(readRecording(lines(other)).dialect.name).toBe('ga')
  })

  it('never throws, whatever it reads', () => {
    const pieces = fc.constantFrom('{', '}', '[', ']', '"', '\\', ',', ':', '\n', '---\n', '{"type":"a"}', 'x', ' ')
    fc.assert(
      fc.property(fc.array(pieces), (text) => {
        expect(() => readRecording(text.join(''))).not.toThrow()
      }),
    )
  })
})
