import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { betaClientPairs, betaServerPairs } from '../../../../test/support/beta-samples'
import { gaClientSamples, gaServerSamples } from '../../../../test/support/ga-samples'
import { parseClientEvent, parseFrame, parseServerEvent } from '../parse'
import type { WireEvent } from '../wire'
import { beta } from './beta'

const clientRoundTrip = (event: WireEvent): WireEvent => beta.clientEventToGa(beta.clientEventFromGa(event))
const serverRoundTrip = (event: WireEvent): WireEvent | null => {
  const sent = beta.serverEventFromGa(event)
  return sent && beta.serverEventToGa(sent)
}

describe('the beta dialect', () => {
  it('is asked for by a header', () => {
    expect(beta.headers).toEqual({ 'OpenAI-Beta': 'realtime=v1' })
  })

  describe.each(Object.values(betaServerPairs))('of a server, $beta.type', ({ beta: old, ga }) => {
    it('becomes its GA form, which is understood', () => {
      expect(beta.serverEventToGa({ ...old })).toEqual(ga)
      expect(parseServerEvent(ga).kind).toBe('event')
    })

    it('is what its GA form becomes', () => {
      expect(beta.serverEventFromGa(ga)).toEqual(old)
    })
  })

  describe.each(Object.values(betaClientPairs))('of a client, $beta.type', ({ beta: old, ga }) => {
    it('becomes its GA form, which is understood', () => {
      expect(beta.clientEventToGa({ ...old })).toEqual(ga)
      expect(parseClientEvent(ga).kind).toBe('event')
    })

    it('is what its GA form becomes', () => {
      expect(beta.clientEventFromGa(ga)).toEqual(old)
    })
  })

  it('hands on turn detection that is switched off', () => {
    const ga = { type: 'session.update', session: { type: 'realtime', audio: { input: { turn_detection: null } } } }
    const old = { type: 'session.update', session: { turn_detection: null } }
    expect(beta.clientEventFromGa(ga)).toEqual(old)
    expect(beta.clientEventToGa(old)).toEqual(ga)
  })

  it('names the limit of a request and of a response each in its way', () => {
    const request = { type: 'response.create', response: { max_output_tokens: 9 } }
    expect(beta.clientEventFromGa(request).response).toEqual({ max_response_output_tokens: 9 })
    const response = { type: 'response.done', response: { max_output_tokens: 9 } }
    expect(beta.serverEventFromGa(response)?.response).toEqual({ max_output_tokens: 9 })
  })

  it('translates the items that a request brings along', () => {
    const item = (type: string) => ({ type: 'message', role: 'assistant', content: [{ type, text: 'Hi' }] })
    const request = (type: string) => ({ type: 'response.create', response: { input: [item(type), { id: 'item_1' }] } })
    expect(beta.clientEventFromGa(request('output_text'))).toEqual(request('text'))
    expect(beta.clientEventToGa(request('text'))).toEqual(request('output_text'))
  })

  it("leaves a user's and a system's content alone", () => {
    const content = [{ type: 'text' }, { type: 'audio' }, { type: 'input_text' }, { type: 'output_text' }]
    for (const role of ['user', 'system']) {
      const event = { type: 'conversation.item.created', item: { type: 'message', role, content } }
      expect(beta.serverEventToGa(event)).toEqual(event)
      expect(beta.serverEventFromGa(event)).toEqual(event)
    }
  })

  it('leaves events that it does not know alone', () => {
    for (const type of ['ping', 'constructor', '__proto__', 'toString']) {
      const event = { type, voice: 'x', part: { type } }
      expect(beta.serverEventToGa(event)).toEqual(event)
      expect(beta.serverEventFromGa(event)).toEqual(event)
    }
  })

  it('converts the recorded session without a rest', () => {
    const recording = readFileSync(new URL('../../../../test/fixtures/recorded-session.txt', import.meta.url), 'utf8')
    const documents = recording.split(/^---$/m).filter((document) => document.trim() !== '')
    const kinds = documents.map((document) => {
      const frame = parseFrame(document)
      return frame.kind === 'event' ? parseServerEvent(beta.serverEventToGa(frame.event)).kind : frame.kind
    })
    expect(kinds).toEqual(Array(19).fill('event'))
  })
})

describe('what the beta can not say', () => {
  it('is that an item is done', () => {
    expect(beta.serverEventFromGa({ ...gaServerSamples['conversation.item.done'] })).toBeNull()
  })

  it('is that an item was added rather than created', () => {
    expect(serverRoundTrip({ type: 'conversation.item.added', item: {} })?.type).toBe('conversation.item.created')
  })

  it("is PCM's rate", () => {
    const session = { type: 'realtime', audio: { input: { format: { type: 'audio/pcm', rate: 16000 } } } }
    expect(clientRoundTrip({ type: 'session.update', session }).session).toEqual({
      type: 'realtime',
      audio: { input: { format: { type: 'audio/pcm', rate: 24000 } } },
    })
  })

  it('is sound without its transcript', () => {
    const request = { type: 'response.create', response: { output_modalities: ['audio'] } }
    expect(beta.clientEventFromGa(request).response).toEqual({ modalities: ['text', 'audio'] })
    expect(clientRoundTrip(request)).toEqual(request)
  })

  it('is that a session is an ordinary one', () => {
    expect(clientRoundTrip({ type: 'session.update', session: {} }).session).toEqual({ type: 'realtime' })
    const other = { type: 'session.update', session: { type: 'transcription' } }
    expect(clientRoundTrip(other)).toEqual(other)
  })

  it('is which of two names a part had', () => {
    const part = (type: string) => ({ type: 'response.content_part.added', part: { type } })
    expect(serverRoundTrip(part('text'))).toEqual(part('output_text'))
    expect(serverRoundTrip(part('output_text'))).toEqual(part('output_text'))
  })
})

describe('there and back again', () => {
  const optional = { requiredKeys: [] }
  /** Fields that neither dialect knows. */
  const vendor = fc.dictionary(
    fc.string({ maxLength: 5 }).map((name) => `x_${name}`),
    fc.jsonValue({ maxDepth: 2 }),
    { maxKeys: 2 },
  )
  const json = fc.jsonValue({ maxDepth: 2 })
  const format = fc.constantFrom(
    { type: 'audio/pcm', rate: 24000 },
    { type: 'audio/pcmu' },
    { type: 'audio/pcma' },
    {
      type: 'audio/opus',
    },
  )
  const modalities = fc.constantFrom(['audio'], ['text'])
  const also = <T extends object>(known: fc.Arbitrary<T>) =>
    fc.tuple(known, vendor).map(([fields, extra]) => ({ ...extra, ...fields }))
  const input = fc.record({ format, transcription: json, noise_reduction: json, turn_detection: json }, optional)
  const output = fc.record({ format, voice: json, speed: json }, optional)
  const common = { instructions: json, output_modalities: modalities, max_output_tokens: json, tools: json }
  const sessionAudio = also(fc.record({ input: also(input), output: also(output) }, optional))
  const session = also(
    fc.record({ type: fc.constant('realtime'), audio: sessionAudio, ...common }, { requiredKeys: ['type'] }),
  )
  const part = also(fc.record({ type: fc.constantFrom('output_text', 'output_audio', 'x'), text: json }, optional))
  const item = also(
    fc.record(
      { id: json, role: fc.constantFrom('assistant', 'user'), content: fc.oneof(fc.array(part), json) },
      optional,
    ),
  )
  const items = fc.oneof(fc.array(fc.oneof(item, json)), json)
  const answerAudio = also(fc.record({ output: also(output) }, optional))
  const request = also(fc.record({ audio: answerAudio, input: items, ...common }, optional))
  const response = also(
    fc.record({ audio: answerAudio, output: items, output_modalities: modalities, usage: json }, optional),
  )

  const eventOf = (types: readonly string[], fields: Record<string, fc.Arbitrary<unknown>>) =>
    also(fc.record({ type: fc.constantFrom(...types), ...fields }, { requiredKeys: ['type'] }))

  const serverTypes = Object.keys(gaServerSamples).filter(
    (type) => type !== 'conversation.item.done' && type !== 'conversation.item.added',
  )

  it("gives a client's event back", () => {
    const event = eventOf(Object.keys(gaClientSamples), { session, item, response: request })
    fc.assert(
      fc.property(event, (ga) => {
        expect(clientRoundTrip(ga)).toEqual(ga)
      }),
    )
  })

  it("gives a server's event back", () => {
    const event = eventOf(serverTypes, { session, item, part, response })
    fc.assert(
      fc.property(event, (ga) => {
        expect(serverRoundTrip(ga)).toEqual(ga)
      }),
    )
  })

  it.each(Object.values(gaClientSamples))('gives the sample of $type back', (sample) => {
    expect(clientRoundTrip({ ...sample })).toEqual(sample)
  })

  it('never throws, keeps what it does not know, and always has a type', () => {
    const anything = fc.dictionary(
      fc.oneof(fc.constantFrom('session', 'response', 'item', 'part', 'audio', 'voice', '__proto__'), fc.string()),
      fc.oneof(json, session, item, response, fc.dictionary(fc.constantFrom('audio', 'voice', 'output', 'role'), json)),
    )
    const types = fc.oneof(fc.constantFrom(...Object.keys(gaServerSamples), 'constructor', '__proto__'), fc.string())
    const known = new Set(['type', 'session', 'response', 'item', 'part'])
    fc.assert(
      fc.property(anything, types, (fields, type) => {
        const event: WireEvent = { ...fields, type }
        for (const translated of [
          beta.serverEventToGa(event),
          beta.serverEventFromGa(event) ?? event,
          beta.clientEventToGa(event),
          beta.clientEventFromGa(event),
        ]) {
          expect(typeof translated.type).toBe('string')
          for (const [name, value] of Object.entries(fields)) if (!known.has(name)) expect(translated[name]).toBe(value)
        }
      }),
    )
  })

  it('keeps a flat setting for which GA has no room', () => {
    const odd = { type: 'session.updated', session: { type: 'realtime', audio: 'loud', voice: 'alloy' } }
    expect(beta.serverEventToGa(odd)).toEqual(odd)
    const empty = { type: 'session.updated', session: { type: 'realtime', audio: null, voice: 'alloy' } }
    expect(beta.serverEventToGa(empty).session).toEqual({ type: 'realtime', audio: { output: { voice: 'alloy' } } })
  })
})
