import { z } from 'zod'
import { heardText } from '../../../shared/conversation/heard'
import type { ContentPart, Item } from '../../../shared/conversation/item'
import type { Transcript } from '../../../shared/conversation/transcript'
import type { Usage } from '../../../shared/usage/usage'

/** What a transcript file says it is. A change that a reader of version 1 would misread makes it version 2. */
const TRANSCRIPT_FORMAT = 'parley.transcript'
const TRANSCRIPT_VERSION = 1

const count = z.number()
const moment = z.number().nullable()
const base = { id: z.string(), at: moment, status: z.enum(['in_progress', 'completed', 'incomplete']) }

const partSchema: z.ZodType<ContentPart> = z.object({
  kind: z.enum(['text', 'audio']),
  text: z.string(),
  audioMs: z.number(),
  heardMs: z.number().nullable(),
  transcript: z.enum(['none', 'pending', 'done', 'failed']),
})

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
    values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
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

const documentSchema = z.object({
  format: z.literal(TRANSCRIPT_FORMAT),
  version: z.literal(TRANSCRIPT_VERSION),
  title: z.string(),
  startedAt: moment,
  model: z.string().nullable(),
  endpoint: z.string().nullable(),
  usage: usageSchema,
  items: z.array(itemSchema),
})

/** The object that is written: the transcript, and for each part that was cut off also what was heard of it. */
export function transcriptDocument(transcript: Transcript): object {
  const { title, startedAt, model, endpoint, usage, items } = transcript
  const document = { title, startedAt, model, endpoint, usage, items: items.map(withHeardText) }
  return { format: TRANSCRIPT_FORMAT, version: TRANSCRIPT_VERSION, ...document }
}

/**
 * Reads what `formatJson` wrote.
 * @throws SyntaxError when the text is not JSON, ZodError when it is no transcript or one of another version
 */
export function parseTranscript(text: string): Transcript {
  const { format: _format, version: _version, ...transcript } = documentSchema.parse(JSON.parse(text))
  return transcript
}

/** Where an answer was cut follows from the times, but not every reader can be asked to know how. */
const withHeardText = (item: Item): object =>
  item.kind === 'message'
    ? { ...item, parts: item.parts.map((part) => (part.heardMs === null ? part : { ...part, ...heardText(part) })) }
    : item
