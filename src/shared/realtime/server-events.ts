import { z } from 'zod'
import { contentPartSchema, errorSchema, itemSchema, rateLimitSchema, responseSchema } from './wire'

/** Objects that some servers leave out; the event takes effect all the same. */
const session = z.looseObject({}).default({})
const response = responseSchema.default({})
const item = itemSchema.default({})
const part = contentPartSchema.default({})
/** When left out, the event is about the current item. */
const itemId = z.string().default('')
const previous = z.string().nullish()

/** Counts items and parts from 0. Nothing has this many, and a wild number must not be taken for a size. */
const index = z.number().int().nonnegative().max(999).default(0)

/** Builds the schema of one event; `event_id` is often left out by servers other than OpenAI's. */
const event = <T extends string, S extends z.core.$ZodLooseShape>(type: T, shape: S) =>
  z.looseObject({ type: z.literal(type), event_id: z.string().optional(), ...shape })

const inResponse = { response_id: z.string().optional(), output_index: index }
const inItem = { ...inResponse, item_id: itemId }
const inPart = { ...inItem, content_index: index }
const transcribed = { item_id: itemId, content_index: index }
const mcpItem = { item_id: z.string(), output_index: index }

/**
 * Every server event of the generally available protocol, reduced to the fields that Parley reads.
 * Source: OpenAI's published SDK types; `server-events.test.ts` holds this list against them.
 */
const schemas = [
  event('error', { error: errorSchema }),
  event('session.created', { session }),
  event('session.updated', { session }),
  event('conversation.created', {}),
  event('conversation.item.added', { item, previous_item_id: previous }),
  event('conversation.item.done', { item, previous_item_id: previous }),
  event('conversation.item.created', { item, previous_item_id: previous }),
  event('conversation.item.retrieved', { item }),
  event('conversation.item.deleted', { item_id: z.string() }),
  event('conversation.item.truncated', { item_id: z.string(), content_index: index, audio_end_ms: z.number() }),
  event('conversation.item.input_audio_transcription.delta', { ...transcribed, delta: z.string().nullish() }),
  event('conversation.item.input_audio_transcription.segment', { ...transcribed, text: z.string() }),
  event('conversation.item.input_audio_transcription.completed', {
    ...transcribed,
    transcript: z.string().default(''),
    // `in_progress`: the transcript so far, from servers that send it as a whole again and again.
    status: z.string().optional(),
  }),
  event('conversation.item.input_audio_transcription.failed', {
    ...transcribed,
    error: z.looseObject({ message: z.string().nullish(), code: z.string().nullish() }).nullish(),
  }),
  event('input_audio_buffer.committed', { item_id: z.string().optional(), previous_item_id: previous }),
  event('input_audio_buffer.cleared', {}),
  event('input_audio_buffer.speech_started', {
    item_id: z.string().optional(),
    audio_start_ms: z.number().optional(),
  }),
  event('input_audio_buffer.speech_stopped', { item_id: z.string().optional(), audio_end_ms: z.number().optional() }),
  event('input_audio_buffer.timeout_triggered', { item_id: z.string().optional() }),
  event('input_audio_buffer.dtmf_event_received', { event: z.string() }),
  event('output_audio_buffer.started', { response_id: z.string().optional() }),
  event('output_audio_buffer.stopped', { response_id: z.string().optional() }),
  event('output_audio_buffer.cleared', { response_id: z.string().optional() }),
  event('response.created', { response }),
  event('response.done', { response }),
  event('response.output_item.added', { ...inResponse, item }),
  event('response.output_item.done', { ...inResponse, item }),
  event('response.content_part.added', { ...inPart, part }),
  event('response.content_part.done', { ...inPart, part }),
  event('response.output_text.delta', { ...inPart, delta: z.string() }),
  event('response.output_text.done', { ...inPart, text: z.string() }),
  event('response.output_audio.delta', { ...inPart, delta: z.string() }),
  event('response.output_audio.done', inPart),
  event('response.output_audio_transcript.delta', { ...inPart, delta: z.string() }),
  event('response.output_audio_transcript.done', { ...inPart, transcript: z.string() }),
  event('response.function_call_arguments.delta', { ...inItem, call_id: z.string().optional(), delta: z.string() }),
  event('response.function_call_arguments.done', { ...inItem, call_id: z.string().optional(), arguments: z.string() }),
  event('response.mcp_call_arguments.delta', { ...inItem, delta: z.string() }),
  event('response.mcp_call_arguments.done', { ...inItem, arguments: z.string() }),
  event('response.mcp_call.in_progress', mcpItem),
  event('response.mcp_call.completed', mcpItem),
  event('response.mcp_call.failed', mcpItem),
  event('mcp_list_tools.in_progress', { item_id: z.string() }),
  event('mcp_list_tools.completed', { item_id: z.string() }),
  event('mcp_list_tools.failed', { item_id: z.string() }),
  event('rate_limits.updated', { rate_limits: z.array(rateLimitSchema) }),
] as const

/** A server event that Parley understands, always in GA names, whatever the server spoke. */
export type ServerEvent = z.infer<(typeof schemas)[number]>
export type ServerEventType = ServerEvent['type']
/** A server event as it may be sent: what has a default can be left out. */
export type SentServerEvent = z.input<(typeof schemas)[number]>
export type ServerEventOf<T extends ServerEventType> = Extract<ServerEvent, { type: T }>

/** Schemas by event type. */
export const serverEventSchemas: ReadonlyMap<string, z.ZodType<ServerEvent>> = new Map(
  schemas.map((schema) => [schema.shape.type.value, schema]),
)
