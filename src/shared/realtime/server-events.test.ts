import type { RealtimeServerEvent } from 'openai/resources/realtime/realtime'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { gaServerSamples } from '../../../test/support/ga-samples'
import type { Misfits } from '../../../test/support/misfits'
import { parseServerEvent } from './parse'
import { type SentServerEvent, serverEventSchemas, type ServerEventType } from './server-events'

/** The server events of the generally available protocol, as published. */
const published = [
  'conversation.created',
  'conversation.item.added',
  'conversation.item.created',
  'conversation.item.deleted',
  'conversation.item.done',
  'conversation.item.input_audio_transcription.completed',
  'conversation.item.input_audio_transcription.delta',
  'conversation.item.input_audio_transcription.failed',
  'conversation.item.input_audio_transcription.segment',
  'conversation.item.retrieved',
  'conversation.item.truncated',
  'error',
  'input_audio_buffer.cleared',
  'input_audio_buffer.committed',
  'input_audio_buffer.dtmf_event_received',
  'input_audio_buffer.speech_started',
  'input_audio_buffer.speech_stopped',
  'input_audio_buffer.timeout_triggered',
  'mcp_list_tools.completed',
  'mcp_list_tools.failed',
  'mcp_list_tools.in_progress',
  'output_audio_buffer.cleared',
  'output_audio_buffer.started',
  'output_audio_buffer.stopped',
  'rate_limits.updated',
  'response.content_part.added',
  'response.content_part.done',
  'response.created',
  'response.done',
  'response.function_call_arguments.delta',
  'response.function_call_arguments.done',
  'response.mcp_call.completed',
  'response.mcp_call.failed',
  'response.mcp_call.in_progress',
  'response.mcp_call_arguments.delta',
  'response.mcp_call_arguments.done',
  'response.output_audio.delta',
  'response.output_audio.done',
  'response.output_audio_transcript.delta',
  'response.output_audio_transcript.done',
  'response.output_item.added',
  'response.output_item.done',
  'response.output_text.delta',
  'response.output_text.done',
  'session.created',
  'session.updated',
]

describe('server events', () => {
  it('are the 46 of the published protocol', () => {
    expect([...serverEventSchemas.keys()].sort()).toEqual(published)
    expect(published).toHaveLength(46)
  })

  it("have the names of OpenAI's published types", () => {
    expectTypeOf<ServerEventType>().toEqualTypeOf<RealtimeServerEvent['type']>()
  })

  it("take every event that OpenAI's published types allow", () => {
    expectTypeOf<Misfits<RealtimeServerEvent, SentServerEvent>>().toBeNever()
  })

  it.each(Object.values(gaServerSamples))('understand $type and keep all its fields', (sample) => {
    expect(parseServerEvent({ ...sample })).toEqual({ kind: 'event', event: sample })
  })
})
