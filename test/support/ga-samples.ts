import type {
  ConversationItem,
  RealtimeClientEvent,
  RealtimeResponse,
  RealtimeServerEvent,
  RealtimeSessionCreateRequest,
} from 'openai/resources/realtime/realtime'

/**
 * One event of each type as OpenAI's own types describe it, with every field that those require, so that the compiler
 * says when they change.
 */
type SamplesOf<E extends { readonly type: string }> = { readonly [T in E['type']]: Extract<E, { type: T }> }

const gaSession: RealtimeSessionCreateRequest = {
  type: 'realtime',
  model: 'gpt-realtime-2.1',
  instructions: 'Be brief.',
  output_modalities: ['audio'],
  max_output_tokens: 'inf',
  tool_choice: 'auto',
  tools: [{ type: 'function', name: 'get_weather', parameters: { type: 'object' } }],
  truncation: 'auto',
  audio: {
    input: {
      format: { type: 'audio/pcm', rate: 24000 },
      transcription: { model: 'gpt-4o-mini-transcribe', language: 'en' },
      noise_reduction: { type: 'near_field' },
      turn_detection: { type: 'server_vad', threshold: 0.5, prefix_padding_ms: 300, silence_duration_ms: 500 },
    },
    output: { format: { type: 'audio/pcm', rate: 24000 }, voice: 'marin', speed: 1 },
  },
}

const userItem: ConversationItem = {
  id: 'item_user',
  object: 'realtime.item',
  type: 'message',
  status: 'completed',
  role: 'user',
  content: [{ type: 'input_audio', transcript: 'What is the weather?' }],
}

const answerItem: ConversationItem = {
  id: 'item_answer',
  object: 'realtime.item',
  type: 'message',
  status: 'completed',
  role: 'assistant',
  content: [
    { type: 'output_text', text: 'Sunny.' },
    { type: 'output_audio', transcript: 'It is sunny.' },
  ],
}

const callItem: ConversationItem = {
  id: 'item_call',
  object: 'realtime.item',
  type: 'function_call',
  status: 'completed',
  call_id: 'call_1',
  name: 'get_weather',
  arguments: '{"city":"Oslo"}',
}

const response: RealtimeResponse = {
  id: 'resp_1',
  object: 'realtime.response',
  conversation_id: 'conv_1',
  status: 'completed',
  output_modalities: ['audio'],
  max_output_tokens: 'inf',
  audio: { output: { format: { type: 'audio/pcm', rate: 24000 }, voice: 'marin' } },
  output: [answerItem, callItem],
  usage: {
    total_tokens: 253,
    input_tokens: 132,
    output_tokens: 121,
    input_token_details: {
      text_tokens: 119,
      audio_tokens: 13,
      image_tokens: 0,
      cached_tokens: 64,
      cached_tokens_details: { text_tokens: 64, audio_tokens: 0, image_tokens: 0 },
    },
    output_token_details: { text_tokens: 30, audio_tokens: 91 },
  },
}

const inResponse = { event_id: 'event_1', response_id: 'resp_1', output_index: 0 }
const inItem = { ...inResponse, item_id: 'item_answer' }
const inPart = { ...inItem, content_index: 0 }
const inCall = { ...inResponse, item_id: 'item_call', call_id: 'call_1' }
const ofItem = { event_id: 'event_1', item_id: 'item_user' }
const transcribed = { ...ofItem, content_index: 0 }
const ofMcp = { event_id: 'event_1', item_id: 'item_mcp', output_index: 0 }

export const gaServerSamples: SamplesOf<RealtimeServerEvent> = {
  error: {
    type: 'error',
    event_id: 'event_1',
    error: { type: 'invalid_request_error', code: 'invalid_value', message: 'No.', param: 'session', event_id: 'e_2' },
  },
  'session.created': { type: 'session.created', event_id: 'event_1', session: gaSession },
  'session.updated': { type: 'session.updated', event_id: 'event_1', session: gaSession },
  'conversation.created': {
    type: 'conversation.created',
    event_id: 'event_1',
    conversation: { id: 'conv_1', object: 'realtime.conversation' },
  },
  'conversation.item.added': {
    type: 'conversation.item.added',
    event_id: 'event_1',
    item: answerItem,
    previous_item_id: 'item_user',
  },
  'conversation.item.done': {
    type: 'conversation.item.done',
    event_id: 'event_1',
    item: answerItem,
    previous_item_id: 'item_user',
  },
  'conversation.item.created': {
    type: 'conversation.item.created',
    event_id: 'event_1',
    item: userItem,
    previous_item_id: null,
  },
  'conversation.item.retrieved': { type: 'conversation.item.retrieved', event_id: 'event_1', item: answerItem },
  'conversation.item.deleted': { type: 'conversation.item.deleted', ...ofItem },
  'conversation.item.truncated': { type: 'conversation.item.truncated', ...transcribed, audio_end_ms: 1200 },
  'conversation.item.input_audio_transcription.delta': {
    type: 'conversation.item.input_audio_transcription.delta',
    ...transcribed,
    delta: 'What is',
  },
  'conversation.item.input_audio_transcription.segment': {
    type: 'conversation.item.input_audio_transcription.segment',
    ...transcribed,
    id: 'seg_1',
    speaker: 'A',
    start: 0,
    end: 1.5,
    text: 'What is the weather?',
  },
  'conversation.item.input_audio_transcription.completed': {
    type: 'conversation.item.input_audio_transcription.completed',
    ...transcribed,
    transcript: 'What is the weather?',
    usage: { type: 'duration', seconds: 2 },
  },
  'conversation.item.input_audio_transcription.failed': {
    type: 'conversation.item.input_audio_transcription.failed',
    ...transcribed,
    error: { type: 'transcription_error', code: 'audio_unintelligible', message: 'Could not be understood.' },
  },
  'input_audio_buffer.committed': { type: 'input_audio_buffer.committed', ...ofItem, previous_item_id: null },
  'input_audio_buffer.cleared': { type: 'input_audio_buffer.cleared', event_id: 'event_1' },
  'input_audio_buffer.speech_started': { type: 'input_audio_buffer.speech_started', ...ofItem, audio_start_ms: 500 },
  'input_audio_buffer.speech_stopped': { type: 'input_audio_buffer.speech_stopped', ...ofItem, audio_end_ms: 2300 },
  'input_audio_buffer.timeout_triggered': {
    type: 'input_audio_buffer.timeout_triggered',
    ...ofItem,
    audio_start_ms: 500,
    audio_end_ms: 5500,
  },
  'input_audio_buffer.dtmf_event_received': {
    type: 'input_audio_buffer.dtmf_event_received',
    event: '9',
    received_at: 1763605109,
  },
  'output_audio_buffer.started': { type: 'output_audio_buffer.started', event_id: 'event_1', response_id: 'resp_1' },
  'output_audio_buffer.stopped': { type: 'output_audio_buffer.stopped', event_id: 'event_1', response_id: 'resp_1' },
  'output_audio_buffer.cleared': { type: 'output_audio_buffer.cleared', event_id: 'event_1', response_id: 'resp_1' },
  'response.created': {
    type: 'response.created',
    event_id: 'event_1',
    response: { id: 'resp_1', object: 'realtime.response', status: 'in_progress', output: [] },
  },
  'response.done': { type: 'response.done', event_id: 'event_1', response },
  'response.output_item.added': { type: 'response.output_item.added', ...inResponse, item: answerItem },
  'response.output_item.done': { type: 'response.output_item.done', ...inResponse, item: callItem },
  'response.content_part.added': { type: 'response.content_part.added', ...inPart, part: { type: 'audio' } },
  'response.content_part.done': {
    type: 'response.content_part.done',
    ...inPart,
    part: { type: 'audio', transcript: 'It is sunny.' },
  },
  'response.output_text.delta': { type: 'response.output_text.delta', ...inPart, delta: 'Sun' },
  'response.output_text.done': { type: 'response.output_text.done', ...inPart, text: 'Sunny.' },
  'response.output_audio.delta': { type: 'response.output_audio.delta', ...inPart, delta: 'AAAA' },
  'response.output_audio.done': { type: 'response.output_audio.done', ...inPart },
  'response.output_audio_transcript.delta': {
    type: 'response.output_audio_transcript.delta',
    ...inPart,
    delta: 'It is',
  },
  'response.output_audio_transcript.done': {
    type: 'response.output_audio_transcript.done',
    ...inPart,
    transcript: 'It is sunny.',
  },
  'response.function_call_arguments.delta': {
    type: 'response.function_call_arguments.delta',
    ...inCall,
    delta: '{"city":',
  },
  'response.function_call_arguments.done': {
    type: 'response.function_call_arguments.done',
    ...inCall,
    name: 'get_weather',
    arguments: '{"city":"Oslo"}',
  },
  'response.mcp_call_arguments.delta': { type: 'response.mcp_call_arguments.delta', ...inItem, delta: '{' },
  'response.mcp_call_arguments.done': { type: 'response.mcp_call_arguments.done', ...inItem, arguments: '{}' },
  'response.mcp_call.in_progress': { type: 'response.mcp_call.in_progress', ...ofMcp },
  'response.mcp_call.completed': { type: 'response.mcp_call.completed', ...ofMcp },
  'response.mcp_call.failed': { type: 'response.mcp_call.failed', ...ofMcp },
  'mcp_list_tools.in_progress': { type: 'mcp_list_tools.in_progress', event_id: 'event_1', item_id: 'item_mcp' },
  'mcp_list_tools.completed': { type: 'mcp_list_tools.completed', event_id: 'event_1', item_id: 'item_mcp' },
  'mcp_list_tools.failed': { type: 'mcp_list_tools.failed', event_id: 'event_1', item_id: 'item_mcp' },
  'rate_limits.updated': {
    type: 'rate_limits.updated',
    event_id: 'event_1',
    rate_limits: [{ name: 'tokens', limit: 800000, remaining: 795485, reset_seconds: 0.338 }],
  },
}

export const gaClientSamples: SamplesOf<RealtimeClientEvent> = {
  'session.update': { type: 'session.update', event_id: 'e_1', session: gaSession },
  'input_audio_buffer.append': { type: 'input_audio_buffer.append', event_id: 'e_1', audio: 'AAAA' },
  'input_audio_buffer.commit': { type: 'input_audio_buffer.commit', event_id: 'e_1' },
  'input_audio_buffer.clear': { type: 'input_audio_buffer.clear', event_id: 'e_1' },
  'output_audio_buffer.clear': { type: 'output_audio_buffer.clear', event_id: 'e_1' },
  'conversation.item.create': {
    type: 'conversation.item.create',
    event_id: 'e_1',
    previous_item_id: 'item_user',
    item: answerItem,
  },
  'conversation.item.delete': { type: 'conversation.item.delete', event_id: 'e_1', item_id: 'item_user' },
  'conversation.item.retrieve': { type: 'conversation.item.retrieve', event_id: 'e_1', item_id: 'item_user' },
  'conversation.item.truncate': {
    type: 'conversation.item.truncate',
    event_id: 'e_1',
    item_id: 'item_answer',
    content_index: 0,
    audio_end_ms: 1200,
  },
  'response.create': {
    type: 'response.create',
    event_id: 'e_1',
    response: {
      instructions: 'Say hello.',
      output_modalities: ['audio'],
      max_output_tokens: 1000,
      audio: { output: { voice: 'cedar', format: { type: 'audio/pcm', rate: 24000 } } },
      input: [userItem, answerItem],
      conversation: 'none',
    },
  },
  'response.cancel': { type: 'response.cancel', event_id: 'e_1', response_id: 'resp_1' },
}
