import { z } from 'zod'

/** A JSON object with a `type`: all that can be said of a frame before it is understood. */
export interface WireEvent {
  readonly type: string
  readonly [field: string]: unknown
}

/** Fields that servers add are kept, fields that some servers leave out are optional: only what is read is required. */
const text = z.string().nullish()
const tokens = z.number().int().nonnegative().nullish()

export const contentPartSchema = z.looseObject({
  type: z.string().optional(),
  text,
  transcript: text,
  audio: text,
})

export const itemSchema = z.looseObject({
  id: z.string().optional(),
  type: z.string().optional(),
  role: z.string().optional(),
  status: z.string().nullish(),
  content: z.array(contentPartSchema).nullish(),
  name: text,
  call_id: text,
  arguments: text,
  output: z.unknown().optional(),
  // Of tools that the server calls by itself (`mcp_call`).
  server_label: text,
  error: z.unknown().optional(),
})

const tokenDetails = z.looseObject({
  text_tokens: tokens,
  audio_tokens: tokens,
  image_tokens: tokens,
})

const usageSchema = z.looseObject({
  total_tokens: tokens,
  input_tokens: tokens,
  output_tokens: tokens,
  input_token_details: tokenDetails
    .extend({ cached_tokens: tokens, cached_tokens_details: tokenDetails.nullish() })
    .nullish(),
  output_token_details: tokenDetails.nullish(),
})

export const responseSchema = z.looseObject({
  id: z.string().optional(),
  status: z.string().nullish(),
  status_details: z
    .looseObject({
      type: z.string().nullish(),
      reason: z.string().nullish(),
      error: z.looseObject({ code: text, type: text, message: text }).nullish(),
    })
    .nullish(),
  output: z.array(itemSchema).nullish(),
  usage: usageSchema.nullish(),
})

export const errorSchema = z.looseObject({
  type: text,
  code: text,
  message: z.string().default(''),
  param: text,
  event_id: text,
})

export const rateLimitSchema = z.looseObject({
  name: z.string().optional(),
  limit: z.number().optional(),
  remaining: z.number().optional(),
  reset_seconds: z.number().optional(),
})

export type WireContentPart = z.infer<typeof contentPartSchema>
export type WireItem = z.infer<typeof itemSchema>
export type WireResponse = z.infer<typeof responseSchema>
export type WireUsage = z.infer<typeof usageSchema>
export type WireError = z.infer<typeof errorSchema>
export type WireRateLimit = z.infer<typeof rateLimitSchema>
