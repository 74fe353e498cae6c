import type { ConversationItem, RealtimeResponse, RealtimeServerEvent } from 'openai/resources/realtime/realtime'
import { parseServerEvent } from '../../src/shared/realtime/parse'
import type { ServerEvent } from '../../src/shared/realtime/server-events'

/** 100 ms of silence at 24 kHz, in base64. */
export const silence100ms = 'A'.repeat(6400)

export const spoken = {
  user: 'What is the weather in Oslo?',
  text: 'Sunny, 21 °C. ☀️',
  audio: 'It is sunny in Oslo today.',
}

type Status = 'in_progress' | 'completed' | 'incomplete'
type Unnumbered = RealtimeServerEvent extends infer E ? (E extends unknown ? Omit<E, 'event_id'> : never) : never

/** How a turn ends. */
export type Ending = 'completed' | 'cancelled'

/** Everything that a server sends of one turn, each event with an identifier of its own, in the server's order. */
export interface Turn {
  readonly user: readonly RealtimeServerEvent[]
  readonly answer: readonly RealtimeServerEvent[]
  /** The last item, which the next turn comes behind. */
  readonly last: string
}

/**
 * A turn in full: speech, its transcript, and an answer of three: written text, sound with its transcript (300 ms), and
 * a function call.
 * @param name what the names of its items and events begin with
 * @param previous the item before it
 */
export function turnEvents(name: string, previous: string | null, ending: Ending = 'completed'): Turn {
  const ids = { user: `${name}_user`, answer: `${name}_answer`, call: `${name}_call`, response: `${name}_response` }
  const end = ending === 'completed' ? 'completed' : 'incomplete'
  const items = itemsOf(ids)

  const inResponse = (output_index: number) => ({ response_id: ids.response, output_index })
  const part = (content_index: number) => ({ ...inResponse(0), item_id: ids.answer, content_index })
  const inCall = { ...inResponse(1), item_id: ids.call, call_id: 'call_1' }
  const ofUser = { item_id: ids.user, content_index: 0 }

  const response: RealtimeResponse = {
    id: ids.response,
    object: 'realtime.response',
    status: 'in_progress',
    output: [],
  }
  const done: RealtimeResponse = {
    ...response,
    status: ending,
    output: [items.answer(end), items.call(end)],
    usage: {
      total_tokens: 150,
      input_tokens: 100,
      output_tokens: 50,
      input_token_details: { text_tokens: 60, audio_tokens: 40, cached_tokens: 10 },
      output_token_details: { text_tokens: 20, audio_tokens: 30 },
    },
  }

  const user: readonly Unnumbered[] = [
    { type: 'input_audio_buffer.speech_started', item_id: ids.user, audio_start_ms: 1000 },
    { type: 'input_audio_buffer.speech_stopped', item_id: ids.user, audio_end_ms: 2600 },
    { type: 'input_audio_buffer.committed', item_id: ids.user, previous_item_id: previous },
    { type: 'conversation.item.added', item: items.user('in_progress'), previous_item_id: previous },
    { type: 'conversation.item.done', item: items.user('completed'), previous_item_id: previous },
    ...pieces(spoken.user).map((delta) => ({
      type: 'conversation.item.input_audio_transcription.delta' as const,
      ...ofUser,
      delta,
    })),
    {
      type: 'conversation.item.input_audio_transcription.completed',
      ...ofUser,
      transcript: spoken.user,
      usage: { type: 'duration', seconds: 2 },
    },
  ]

  const written: readonly Unnumbered[] = [
    { type: 'response.content_part.added', ...part(0), part: { type: 'text', text: '' } },
    ...pieces(spoken.text).map((delta) => ({ type: 'response.output_text.delta' as const, ...part(0), delta })),
    { type: 'response.output_text.done', ...part(0), text: spoken.text },
    { type: 'response.content_part.done', ...part(0), part: { type: 'text', text: spoken.text } },
  ]

  const voiced: readonly Unnumbered[] = [
    { type: 'response.content_part.added', ...part(1), part: { type: 'audio', transcript: '' } },
    ...pieces(spoken.audio).flatMap((delta): Unnumbered[] => [
      { type: 'response.output_audio_transcript.delta', ...part(1), delta },
      { type: 'response.output_audio.delta', ...part(1), delta: silence100ms },
    ]),
    { type: 'response.output_audio.done', ...part(1) },
    { type: 'response.output_audio_transcript.done', ...part(1), transcript: spoken.audio },
    { type: 'response.content_part.done', ...part(1), part: { type: 'audio', transcript: spoken.audio } },
  ]

  const called: readonly Unnumbered[] = [
    { type: 'response.output_item.added', ...inResponse(1), item: items.call('in_progress') },
    { type: 'conversation.item.added', item: items.call('in_progress'), previous_item_id: ids.answer },
    ...pieces('{"city":"Oslo"}').map((delta) => ({
      type: 'response.function_call_arguments.delta' as const,
      ...inCall,
      delta,
    })),
    {
      type: 'response.function_call_arguments.done',
      ...inCall,
      name: 'get_weather',
      arguments: '{"city":"Oslo"}',
    },
    { type: 'response.output_item.done', ...inResponse(1), item: items.call(end) },
    { type: 'conversation.item.done', item: items.call(end), previous_item_id: ids.answer },
  ]

  const answer: readonly Unnumbered[] = [
    { type: 'response.created', response },
    { type: 'response.output_item.added', ...inResponse(0), item: items.answer('in_progress') },
    { type: 'conversation.item.added', item: items.answer('in_progress'), previous_item_id: ids.user },
    ...written,
    ...voiced,
    { type: 'response.output_item.done', ...inResponse(0), item: items.answer(end) },
    { type: 'conversation.item.done', item: items.answer(end), previous_item_id: ids.user },
    ...called,
    { type: 'response.done', response: done },
    { type: 'rate_limits.updated', rate_limits: [{ name: 'tokens', limit: 1000, remaining: 900 }] },
  ]

  return {
    user: numbered(`${name}_u`, user),
    answer: numbered(`${name}_a`, answer),
    last: ids.call,
  }
}

/** A text in three pieces, as it streams. */
function pieces(text: string): readonly string[] {
  const third = Math.ceil(text.length / 3)
  return [text.slice(0, third), text.slice(third, 2 * third), text.slice(2 * third)]
}

function itemsOf(ids: { readonly user: string; readonly answer: string; readonly call: string }) {
  return {
    user: (status: Status): ConversationItem => ({
      id: ids.user,
      object: 'realtime.item',
      type: 'message',
      role: 'user',
      status,
      content: [{ type: 'input_audio' }],
    }),
    answer: (status: Status): ConversationItem => ({
      id: ids.answer,
      object: 'realtime.item',
      type: 'message',
      role: 'assistant',
      status,
      content:
        status === 'in_progress'
          ? []
          : [
              { type: 'output_text', text: spoken.text },
              { type: 'output_audio', transcript: spoken.audio },
            ],
    }),
    call: (status: Status): ConversationItem => ({
      id: ids.call,
      object: 'realtime.item',
      type: 'function_call',
      status,
      call_id: 'call_1',
      name: 'get_weather',
      arguments: status === 'in_progress' ? '' : '{"city":"Oslo"}',
    }),
  }
}

const numbered = (name: string, events: readonly Unnumbered[]): readonly RealtimeServerEvent[] =>
  events.map((event, index) => ({ ...event, event_id: `${name}_${index}` }))

/** Takes events the way that they come in: parsed. */
export function received(events: readonly RealtimeServerEvent[]): readonly ServerEvent[] {
  return events.map((event) => {
    const parsed = parseServerEvent({ ...event })
    if (parsed.kind !== 'event') throw new Error(`${event.type} is ${parsed.kind}`)
    return parsed.event
  })
}
