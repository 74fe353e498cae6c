import { z } from 'zod'
import type { ContentPart, Item } from '../../../shared/conversation/item'
import type { ResponseRecord, Transcript } from '../../../shared/conversation/transcript'
import type { ErrorValues } from '../../../shared/ipc/result'
import type { Usage } from '../../../shared/usage/usage'

/** What a transcript file says it is. A change that a reader of version 1 would misread makes it version 2. */
export const TRANSCRIPT_FORMAT = 'parley.transcript'
export const TRANSCRIPT_VERSION = 1

const count = z.number()
const moment = z.number().nullable()
const base = { id: z.string(), at: moment, status: z.enum(['in_progress', 'completed', 'incomplete']) }

const partSchema: z.ZodType<ContentPart> = z.object({
  kind: z.enum(['text', 'audio', 'image']),
  text: z.string(),
  audioMs: z.number(),
  heardMs: z.number().nullable(),
  transcript: z.enum(['none', 'pending', 'done', 'failed']),
})

/** Taken as it stands, so that no name gets lost or changes its place. */
const valuesSchema = z.custom<ErrorValues>(isValues, 'expected an object of strings and numbers')

const itemSchema: z.ZodType<Item> = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('message'),
    ...base,
    role: z.enum(['user', 'assistant', 'system']),
    responseId: z.string().nullable(),
    parts: z.array(partSchema),
  }),
  z.object({
    kind: z.literal('function_call'),
    ...base,
    name: z.string(),
    callId: z.string(),
    arguments: z.string(),
  }),
  z.object({ kind: z.literal('function_output'), ...base, callId: z.string(), output: z.string() }),
  z.object({
    kind: z.literal('notice'),
    ...base,
    level: z.enum(['info', 'warning', 'error']),
    code: z.string(),
    text: z.string(),
    values: valuesSchema.optional(),
  }),
  z.object({ kind: z.literal('other'), ...base, type: z.string() }),
])

const usageSchema: z.ZodType<Usage> = z.object({
  total: count,
  input: count,
  output: count,
  inputText: count,
  inputAudio: count,
  inputImage: count,
  cachedText: count,
  cachedAudio: count,
  cachedImage: count,
  outputText: count,
  outputAudio: count,
})

const responseSchema: z.ZodType<ResponseRecord> = z.object({
  id: z.string().nullable(),
  at: moment,
  dollars: z.number().nullable(),
  usage: usageSchema,
})

/** Fields that are unknown are left alone: within a version newer programs may add some. */
export const transcriptSchema: z.ZodType<Transcript> = z.object({
  id: z.string().nullable().default(null),
  title: z.string(),
  startedAt: moment,
  model: z.string().nullable(),
  endpoint: z.string().nullable(),
  usage: usageSchema,
  responses: z.array(responseSchema).default([]),
  items: z.array(itemSchema),
})

function isValues(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  return Object.values(value).every((part) => typeof part === 'string' || Number.isFinite(part))
}
