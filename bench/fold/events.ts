import { samplesToBytes } from '../../src/main/audio/pcm'
import { msToSamples } from '../../src/shared/audio-format'
import { parseFrame, parseServerEvent } from '../../src/shared/realtime/parse'
import type { ServerEvent } from '../../src/shared/realtime/server-events'

/** Server events as a talk produces them. */

/** OpenAI's servers send audio in pieces of about this length, and about four words of transcript a second with it. */
const AUDIO_PIECE_MS = 100
const PIECES_PER_SECOND = 1000 / AUDIO_PIECE_MS
const DELTAS_PER_SECOND = 4

/** Counts up; a benchmark passes its own, so that every event has an identifier of its own. */
export type NextId = () => string

export function createIds(prefix: string): NextId {
  let count = 0
  return () => `${prefix}_${(count++).toString(36).padStart(18, '0')}`
}

/** The same events as they are when they have come over a socket: their objects and strings are laid out as JSON's are. */
export const received = (events: readonly ServerEvent[]): readonly ServerEvent[] =>
  events.map((event) => {
    const wire = parseFrame(JSON.stringify(event))
    const parsed = wire.kind === 'event' ? parseServerEvent(wire.event) : wire
    if (parsed.kind !== 'event') throw new Error(`Not an event: ${JSON.stringify(event)}`)
    return parsed.event
  })

/** One piece of audio in base64; noise, so that no two are alike. */
export function audioPiece(seed: number): string {
  let state = seed + 1
  const samples = Int16Array.from({ length: msToSamples(AUDIO_PIECE_MS) }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state >> 16
  })
  return samplesToBytes(samples).toString('base64')
}

export const textDelta = (itemId: string, eventId: string, index: number): ServerEvent => ({
  type: 'response.output_audio_transcript.delta',
  event_id: eventId,
  response_id: `resp_of_${itemId}`,
  item_id: itemId,
  output_index: 0,
  content_index: 0,
  delta: ` word${index}`,
})

export const audioDelta = (itemId: string, eventId: string, audio: string): ServerEvent => ({
  type: 'response.output_audio.delta',
  event_id: eventId,
  response_id: `resp_of_${itemId}`,
  item_id: itemId,
  output_index: 0,
  content_index: 0,
  delta: audio,
})

/** What streams while an answer of some seconds is spoken. */
export function replyStream(itemId: string, seconds: number, audio: string, nextId: NextId): ServerEvent[] {
  const every = Math.round(PIECES_PER_SECOND / DELTAS_PER_SECOND)
  return Array.from({ length: seconds * PIECES_PER_SECOND }, (_, piece) => [
    audioDelta(itemId, nextId(), audio),
    ...(piece % every === 0 ? [textDelta(itemId, nextId(), piece)] : []),
  ]).flat()
}

/** The item that an answer streams into. */
export const answerAdded = (itemId: string, after: string | null): ServerEvent => ({
  type: 'conversation.item.added',
  event_id: `event_added_${itemId}`,
  previous_item_id: after,
  item: { id: itemId, type: 'message', role: 'assistant', status: 'in_progress', content: [] },
})

/** A finished item, as history is made of. */
export const finishedItem = (itemId: string, role: 'user' | 'assistant', after: string | null): ServerEvent => ({
  type: 'conversation.item.added',
  event_id: `event_added_${itemId}`,
  previous_item_id: after,
  item: {
    id: itemId,
    type: 'message',
    role,
    status: 'completed',
    content: [
      {
        type: role === 'user' ? 'input_audio' : 'output_audio',
        transcript:
          'About twenty words of what somebody said at some time, so that the history is not made of thin air alone.',
      },
    ],
  },
})

/** All events of one exchange: the user speaks, a transcript comes, and the assistant answers for five seconds. */
export function exchange(index: number, after: string | null, audio: string, nextId: NextId): readonly ServerEvent[] {
  const user = `item_user_${index}`
  const answer = `item_answer_${index}`
  const response = { id: `resp_of_${answer}`, status: 'completed' }
  return [
    { type: 'input_audio_buffer.speech_started', event_id: nextId(), item_id: user, audio_start_ms: 0 },
    { type: 'input_audio_buffer.speech_stopped', event_id: nextId(), item_id: user, audio_end_ms: 2000 },
    { type: 'input_audio_buffer.committed', event_id: nextId(), item_id: user, previous_item_id: after },
    finishedItem(user, 'user', after),
    { type: 'response.created', event_id: nextId(), response: { ...response, status: 'in_progress' } },
    answerAdded(answer, user),
    ...replyStream(answer, 5, audio, nextId),
    { type: 'response.done', event_id: nextId(), response },
  ]
}
