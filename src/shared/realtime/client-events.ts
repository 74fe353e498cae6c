import type { RealtimeClientEvent } from 'openai/resources/realtime/realtime'
import { z } from 'zod'
import { itemSchema } from './wire'

/** What Parley sends, in GA names; a dialect translates at the edge. Types are those of OpenAI's published SDK. */
export type ClientEvent = RealtimeClientEvent
export type ClientEventType = ClientEvent['type']

const event = <T extends string, S extends z.core.$ZodLooseShape>(type: T, shape: S) =>
  z.looseObject({ type: z.literal(type), event_id: z.string().optional(), ...shape })

const schemas = [
  event('session.update', { session: z.looseObject({}) }),
  event('input_audio_buffer.append', { audio: z.string() }),
  event('input_audio_buffer.commit', {}),
  event('input_audio_buffer.clear', {}),
  event('output_audio_buffer.clear', {}),
  event('conversation.item.create', { item: itemSchema, previous_item_id: z.string().nullish() }),
  event('conversation.item.delete', { item_id: z.string() }),
  event('conversation.item.retrieve', { item_id: z.string() }),
  event('conversation.item.truncate', {
    item_id: z.string(),
    content_index: z.number().int().nonnegative(),
    audio_end_ms: z.number().int().nonnegative(),
  }),
  event('response.create', { response: z.looseObject({}).nullish() }),
  event('response.cancel', { response_id: z.string().nullish() }),
] as const

/** A client event as a server receives it: shape-checked, in GA names. */
export type ReceivedClientEvent = z.infer<(typeof schemas)[number]>

/** The same before its shape is checked. */
export type SentClientEvent = z.input<(typeof schemas)[number]>

/** Schemas by event type. */
export const clientEventSchemas: ReadonlyMap<string, z.ZodType<ReceivedClientEvent>> = new Map(
  schemas.map((schema) => [schema.shape.type.value, schema]),
)
