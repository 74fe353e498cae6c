import type {
  ConversationItem,
  RealtimeClientEvent,
  RealtimeServerEvent,
  SessionUpdateEvent,
} from 'openai/resources/beta/realtime/realtime'
import type { WireEvent } from '../../src/shared/realtime/wire'

type ServerSample = Exclude<RealtimeServerEvent, { type: 'transcription_session.updated' }>
type ClientSample = Exclude<RealtimeClientEvent, { type: 'transcription_session.update' }>

/** An event in the beta's words and the same in GA's. */
interface Pair<Beta> {
  readonly beta: Beta
  readonly ga: WireEvent
}

type PairsOf<E extends { readonly type: string }> = { readonly [T in E['type']]: Pair<Extract<E, { type: T }>> }

const betaSession: SessionUpdateEvent.Session = {
  model: 'gpt-4o-realtime-preview-2024-10-01',
  modalities: ['text', 'audio'],
  instructions: 'Be brief.',
  voice: 'alloy',
  speed: 1,
  input_audio_format: 'pcm16',
  output_audio_format: 'g711_ulaw',
  input_audio_transcription: { model: 'whisper-1' },
  input_audio_noise_reduction: { type: 'near_field' },
  turn_detection: { type: 'server_vad', threshold: 0.6, prefix_padding_ms: 500, silence_duration_ms: 1000 },
  tool_choice: 'auto',
  tools: [],
  temperature: 0.8,
  max_response_output_tokens: 'inf',
}

const gaSession = {
  type: 'realtime',
  model: 'gpt-4o-realtime-preview-2024-10-01',
  output_modalities: ['audio'],
  instructions: 'Be brief.',
  audio: {
    input: {
      format: { type: 'audio/pcm', rate: 24000 },
      transcription: { model: 'whisper-1' },
      noise_reduction: { type: 'near_field' },
      turn_detection: { type: 'server_vad', threshold: 0.6, prefix_padding_ms: 500, silence_duration_ms: 1000 },
    },
    output: { format: { type: 'audio/pcmu' }, voice: 'alloy', speed: 1 },
  },
  tool_choice: 'auto',
  tools: [],
  temperature: 0.8,
  max_output_tokens: 'inf',
}

const message = { id: 'item_answer', object: 'realtime.item', type: 'message', status: 'completed', role: 'assistant' }
const betaItem = {
  ...message,
  content: [
    { type: 'text', text: 'Sunny.' },
    { type: 'audio', transcript: 'It is sunny.' },
  ],
} as ConversationItem
const gaItem = {
  ...message,
  content: [
    { type: 'output_text', text: 'Sunny.' },
    { type: 'output_audio', transcript: 'It is sunny.' },
  ],
}
/** A user's item is the same in both. */
const userItem: ConversationItem = {
  id: 'item_user',
  type: 'message',
  role: 'user',
  content: [{ type: 'input_text', text: 'Hi' }, { type: 'input_audio' }],
}

/** An event that both dialects have. */
const same = <E extends { readonly type: string }>(event: E): Pair<E> => ({ beta: event, ga: { ...event } })

/** An event that only the names of its objects tell apart. */
const pair = <E extends { readonly type: string }>(beta: E, ga: Partial<WireEvent>): Pair<E> => ({
  beta,
  ga: { ...beta, ...ga },
})

const inResponse = { event_id: 'event_1', response_id: 'resp_1', output_index: 0 }
const inPart = { ...inResponse, item_id: 'item_answer', content_index: 0 }
const inCall = { ...inResponse, item_id: 'item_call', call_id: 'call_1' }
const ofItem = { event_id: 'event_1', item_id: 'item_user' }
const ofResponse = { event_id: 'event_1', response_id: 'resp_1' }

/** One server event of each type of the beta, and its translation. */
export const betaServerPairs: PairsOf<ServerSample> = {
  error: same({ type: 'error', event_id: 'event_1', error: { type: 'server_error', message: 'Sorry.' } }),
  'session.created': pair(
    { type: 'session.created', event_id: 'event_1', session: betaSession },
    { session: gaSession },
  ),
  'session.updated': pair(
    { type: 'session.updated', event_id: 'event_1', session: betaSession },
    { session: gaSession },
  ),
  'conversation.created': same({ type: 'conversation.created', event_id: 'event_1', conversation: { id: 'conv_1' } }),
  'conversation.item.created': pair(
    { type: 'conversation.item.created', event_id: 'event_1', item: betaItem, previous_item_id: 'item_user' },
    { item: gaItem },
  ),
  'conversation.item.retrieved': same({ type: 'conversation.item.retrieved', event_id: 'event_1', item: userItem }),
  'conversation.item.deleted': same({ type: 'conversation.item.deleted', ...ofItem }),
  'conversation.item.truncated': same({
    type: 'conversation.item.truncated',
    ...ofItem,
    content_index: 0,
    audio_end_ms: 1200,
  }),
  'conversation.item.input_audio_transcription.delta': same({
    type: 'conversation.item.input_audio_transcription.delta',
    ...ofItem,
    content_index: 0,
    delta: 'Hi',
  }),
  'conversation.item.input_audio_transcription.completed': same({
    type: 'conversation.item.input_audio_transcription.completed',
    ...ofItem,
    content_index: 0,
    transcript: 'Hi',
    usage: { type: 'duration', seconds: 1 },
  }),
  'conversation.item.input_audio_transcription.failed': same({
    type: 'conversation.item.input_audio_transcription.failed',
    ...ofItem,
    content_index: 0,
    error: { message: 'Could not be understood.' },
  }),
  'input_audio_buffer.committed': same({ type: 'input_audio_buffer.committed', ...ofItem, previous_item_id: null }),
  'input_audio_buffer.cleared': same({ type: 'input_audio_buffer.cleared', event_id: 'event_1' }),
  'input_audio_buffer.speech_started': same({
    type: 'input_audio_buffer.speech_started',
    ...ofItem,
    audio_start_ms: 500,
  }),
  'input_audio_buffer.speech_stopped': same({
    type: 'input_audio_buffer.speech_stopped',
    ...ofItem,
    audio_end_ms: 2300,
  }),
  'output_audio_buffer.started': same({ type: 'output_audio_buffer.started', ...ofResponse }),
  'output_audio_buffer.stopped': same({ type: 'output_audio_buffer.stopped', ...ofResponse }),
  'output_audio_buffer.cleared': same({ type: 'output_audio_buffer.cleared', ...ofResponse }),
  'rate_limits.updated': same({ type: 'rate_limits.updated', event_id: 'event_1', rate_limits: [{ name: 'tokens' }] }),
  'response.created': same({
    type: 'response.created',
    event_id: 'event_1',
    response: { id: 'resp_1', status: 'in_progress', output: [] },
  }),
  'response.done': pair(
    {
      type: 'response.done',
      event_id: 'event_1',
      response: {
        id: 'resp_1',
        status: 'completed',
        modalities: ['text'],
        voice: 'alloy',
        output_audio_format: 'g711_alaw',
        temperature: 0.8,
        max_output_tokens: 1000,
        output: [betaItem],
        usage: { total_tokens: 16, input_tokens: 5, output_tokens: 11 },
      },
    },
    {
      response: {
        id: 'resp_1',
        status: 'completed',
        output_modalities: ['text'],
        audio: { output: { voice: 'alloy', format: { type: 'audio/pcma' } } },
        temperature: 0.8,
        max_output_tokens: 1000,
        output: [gaItem],
        usage: { total_tokens: 16, input_tokens: 5, output_tokens: 11 },
      },
    },
  ),
  'response.output_item.added': pair(
    { type: 'response.output_item.added', ...inResponse, item: betaItem },
    { item: gaItem },
  ),
  'response.output_item.done': pair(
    { type: 'response.output_item.done', ...inResponse, item: betaItem },
    { item: gaItem },
  ),
  'response.content_part.added': pair(
    { type: 'response.content_part.added', ...inPart, part: { type: 'text', text: '' } },
    { part: { type: 'output_text', text: '' } },
  ),
  'response.content_part.done': pair(
    { type: 'response.content_part.done', ...inPart, part: { type: 'audio', transcript: 'It is sunny.' } },
    { part: { type: 'output_audio', transcript: 'It is sunny.' } },
  ),
  'response.text.delta': pair(
    { type: 'response.text.delta', ...inPart, delta: 'Sun' },
    { type: 'response.output_text.delta' },
  ),
  'response.text.done': pair(
    { type: 'response.text.done', ...inPart, text: 'Sunny.' },
    { type: 'response.output_text.done' },
  ),
  'response.audio.delta': pair(
    { type: 'response.audio.delta', ...inPart, delta: 'AAAA' },
    { type: 'response.output_audio.delta' },
  ),
  'response.audio.done': pair({ type: 'response.audio.done', ...inPart }, { type: 'response.output_audio.done' }),
  'response.audio_transcript.delta': pair(
    { type: 'response.audio_transcript.delta', ...inPart, delta: 'It' },
    { type: 'response.output_audio_transcript.delta' },
  ),
  'response.audio_transcript.done': pair(
    { type: 'response.audio_transcript.done', ...inPart, transcript: 'It is sunny.' },
    { type: 'response.output_audio_transcript.done' },
  ),
  'response.function_call_arguments.delta': same({
    type: 'response.function_call_arguments.delta',
    ...inCall,
    delta: '{',
  }),
  'response.function_call_arguments.done': same({
    type: 'response.function_call_arguments.done',
    ...inCall,
    arguments: '{}',
  }),
}

/** One client event of each type of the beta, and its translation. */
export const betaClientPairs: PairsOf<ClientSample> = {
  'session.update': pair({ type: 'session.update', session: betaSession }, { session: gaSession }),
  'input_audio_buffer.append': same({ type: 'input_audio_buffer.append', audio: 'AAAA' }),
  'input_audio_buffer.commit': same({ type: 'input_audio_buffer.commit' }),
  'input_audio_buffer.clear': same({ type: 'input_audio_buffer.clear' }),
  'output_audio_buffer.clear': same({ type: 'output_audio_buffer.clear' }),
  'conversation.item.create': pair(
    { type: 'conversation.item.create', item: betaItem, previous_item_id: 'item_user' },
    { item: gaItem },
  ),
  'conversation.item.delete': same({ type: 'conversation.item.delete', item_id: 'item_user' }),
  'conversation.item.retrieve': same({ type: 'conversation.item.retrieve', item_id: 'item_user' }),
  'conversation.item.truncate': same({
    type: 'conversation.item.truncate',
    item_id: 'item_answer',
    content_index: 0,
    audio_end_ms: 1200,
  }),
  'response.create': pair(
    {
      type: 'response.create',
      response: {
        instructions: 'Say hello.',
        modalities: ['text', 'audio'],
        voice: 'alloy',
        output_audio_format: 'pcm16',
        max_response_output_tokens: 1000,
        temperature: 0.7,
      },
    },
    {
      response: {
        instructions: 'Say hello.',
        output_modalities: ['audio'],
        audio: { output: { voice: 'alloy', format: { type: 'audio/pcm', rate: 24000 } } },
        max_output_tokens: 1000,
        temperature: 0.7,
      },
    },
  ),
  'response.cancel': same({ type: 'response.cancel', response_id: 'resp_1' }),
}
