import type { RealtimeClientEvent } from 'openai/resources/realtime/realtime'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { gaClientSamples } from '../../../test/support/ga-samples'
import type { Misfits } from '../../../test/support/misfits'
import {
  clientEventSchemas,
  type ClientEventType,
  type ReceivedClientEvent,
  type SentClientEvent,
} from './client-events'
import { parseClientEvent } from './parse'

/** The client events of the generally available protocol, as published. */
const published = [
  'conversation.item.create',
  'conversation.item.delete',
  'conversation.item.retrieve',
  'conversation.item.truncate',
  'input_audio_buffer.append',
  'input_audio_buffer.clear',
  'input_audio_buffer.commit',
  'output_audio_buffer.clear',
  'response.cancel',
  'response.create',
  'session.update',
]

describe('client events', () => {
  it('are the 11 of the published protocol', () => {
    expect([...clientEventSchemas.keys()].sort()).toEqual(published)
    expect(published).toHaveLength(11)
  })

  it("have the names of OpenAI's published types", () => {
    expectTypeOf<ReceivedClientEvent['type']>().toEqualTypeOf<ClientEventType>()
  })

  it("take every event that OpenAI's published types allow", () => {
    expectTypeOf<Misfits<RealtimeClientEvent, SentClientEvent>>().toBeNever()
  })

  it.each(Object.values(gaClientSamples))('understand $type and keep all its fields', (sample) => {
    expect(parseClientEvent({ ...sample })).toEqual({ kind: 'event', event: sample })
  })
})
