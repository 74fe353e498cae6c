import fc from 'fast-check'
import type { ServerEvent } from '../../src/shared/realtime/server-events'
import type { WireContentPart, WireItem } from '../../src/shared/realtime/wire'

const eventId = fc.constantFrom(undefined, '1', '2', '3', '4', '5', '6', '7', '8')
const text = fc.constantFrom('', 'x', 'Hi ', 'there', 'Hi there')
const maybeText = fc.option(text, { nil: undefined })
const index = fc.constantFrom(0, 0, 1, 2)
const status = fc.constantFrom(undefined, null, 'in_progress', 'completed', 'incomplete')
const responseStatus = fc.constantFrom(undefined, 'completed', 'cancelled', 'incomplete', 'failed', 'in_progress')
const ms = fc.constantFrom(0, 10, 500, 1000)
const base64 = fc.constantFrom('', 'AAAA', 'A'.repeat(640))

const part: fc.Arbitrary<WireContentPart> = fc.record({
  type: fc.constantFrom(undefined, 'input_text', 'input_audio', 'output_text', 'output_audio', 'input_image'),
  text: maybeText,
  transcript: maybeText,
})

/** Builds the events of one type. */
const of = <T extends ServerEvent['type'], F extends object>(type: T, fields: { [K in keyof F]: fc.Arbitrary<F[K]> }) =>
  fc.tuple(eventId, fc.record<F>(fields)).map(([event_id, rest]) => ({ type, event_id, ...rest }))

/** What events are about. */
interface Names {
  readonly items: readonly string[]
  readonly responses: readonly string[]
}

/**
 * Events of every type that changes a conversation, well-formed but without any plan: with few names, events meet,
 * contradict and repeat one another.
 */
export function arbitraryEvents({ items, responses }: Names) {
  const id = fc.constantFrom(...items)
  const anchor = fc.constantFrom(null, undefined, '', 'root', 'unknown', ...items)
  const responseId = fc.constantFrom(undefined, '', ...responses)

  const item: fc.Arbitrary<WireItem> = fc.record({
    id: fc.oneof({ weight: 9, arbitrary: id }, fc.constantFrom(undefined, '')),
    type: fc.constantFrom('message', 'message', undefined, 'function_call', 'function_call_output', 'mcp_call'),
    role: fc.constantFrom(undefined, 'user', 'assistant', 'assistant', 'system', 'tool'),
    status,
    content: fc.option(fc.array(part, { maxLength: 3 })),
    name: maybeText,
    call_id: maybeText,
    arguments: maybeText,
    output: fc.oneof(text, fc.jsonValue({ maxDepth: 1 })),
  })

  const response = fc.record({
    id: responseId,
    status: responseStatus,
    output: fc.option(fc.array(item, { maxLength: 2 })),
    usage: fc.option(fc.record({ total_tokens: fc.nat(9), input_tokens: fc.nat(9), output_tokens: fc.nat(9) })),
  })

  const inResponse = { response_id: responseId, output_index: index }
  const inPart = { ...inResponse, item_id: id, content_index: index }
  const inCall = { ...inResponse, item_id: id, call_id: fc.constantFrom(undefined, 'call_1', 'call_2') }
  const transcribed = { item_id: id, content_index: index }
  const placed = { item, previous_item_id: anchor }

  const answering = [
    of('response.output_text.delta', { ...inPart, delta: text }),
    of('response.output_text.done', { ...inPart, text }),
    of('response.output_audio_transcript.delta', { ...inPart, delta: text }),
    of('response.output_audio_transcript.done', { ...inPart, transcript: text }),
    of('response.output_audio.delta', { ...inPart, delta: base64 }),
    of('response.output_audio.done', inPart),
    of('response.content_part.added', { ...inPart, part }),
    of('response.content_part.done', { ...inPart, part }),
    of('response.function_call_arguments.delta', { ...inCall, delta: text }),
    of('response.function_call_arguments.done', { ...inCall, arguments: text }),
    of('response.output_item.added', { ...inResponse, item }),
    of('response.output_item.done', { ...inResponse, item }),
    of('response.created', { response }),
    of('response.done', { response }),
  ]

  const placing = [
    of('conversation.item.added', placed),
    of('conversation.item.done', placed),
    of('conversation.item.created', placed),
    of('conversation.item.retrieved', { item }),
    of('conversation.item.truncated', { item_id: id, content_index: index, audio_end_ms: ms }),
  ]

  const speaking = [
    of('input_audio_buffer.speech_started', { item_id: id, audio_start_ms: fc.option(ms, { nil: undefined }) }),
    of('input_audio_buffer.speech_stopped', { item_id: id, audio_end_ms: fc.option(ms, { nil: undefined }) }),
    of('input_audio_buffer.committed', {
      item_id: fc.oneof({ weight: 3, arbitrary: id }, fc.constantFrom(undefined, '')),
      previous_item_id: anchor,
    }),
    of('conversation.item.input_audio_transcription.delta', { ...transcribed, delta: fc.option(text) }),
    of('conversation.item.input_audio_transcription.completed', { ...transcribed, transcript: text }),
    of('conversation.item.input_audio_transcription.failed', { ...transcribed, error: fc.constant({}) }),
  ]

  const other = [
    of('error', {
      error: fc.record({
        message: text,
        code: fc.constantFrom(null, 'server_error', 'response_cancel_not_active'),
      }),
    }),
    of('rate_limits.updated', {
      rate_limits: fc.array(fc.record({ name: text, remaining: fc.nat(9) }), { maxLength: 2 }),
    }),
  ]

  const deletion = of('conversation.item.deleted', { item_id: id })
  const others = [...answering, ...placing, ...speaking, ...other]
  return {
    withoutDeletions: fc.oneof<fc.Arbitrary<ServerEvent>[]>(...others),
    all: fc.oneof<fc.Arbitrary<ServerEvent>[]>(...others, deletion),
  }
}
