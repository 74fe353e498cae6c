import { z } from 'zod'
import type { DialectName } from '../../../shared/realtime/dialect'
import { SAMPLE_RATE } from '../../../shared/audio-format'

/** What clients may ask for, as OpenAI publishes it, reduced to what the demo can do. Unknown fields are refused. */
const voices = ['alloy', 'ash', 'ballad', 'coral', 'echo', 'sage', 'shimmer', 'verse', 'marin', 'cedar'] as const

const modalities = z.array(z.enum(['text', 'audio'])).length(1)
const voice = z.union([z.enum(voices), z.strictObject({ id: z.string() })])
/** Telephone codecs (`audio/pcmu`, `audio/pcma`) are OpenAI's too; the demo hears and speaks PCM alone. */
const pcm = <R extends z.ZodType<number>>(rate: R) =>
  z.strictObject({ type: z.enum(['audio/pcm']), rate: rate.optional() })
/** Which rates there are is decided where they are taken over. */
const format = pcm(z.number())

const serverVad = z.strictObject({
  type: z.literal('server_vad'),
  threshold: z.number().min(0).max(1).optional(),
  prefix_padding_ms: z.number().int().min(0).optional(),
  silence_duration_ms: z.number().int().min(0).optional(),
  idle_timeout_ms: z.number().int().min(1).nullish(),
  create_response: z.boolean().optional(),
  interrupt_response: z.boolean().optional(),
})

const semanticVad = z.strictObject({
  type: z.literal('semantic_vad'),
  eagerness: z.enum(['low', 'medium', 'high', 'auto']).optional(),
  create_response: z.boolean().optional(),
  interrupt_response: z.boolean().optional(),
})

const transcription = z.strictObject({
  model: z.string().optional(),
  language: z.string().optional(),
  languages: z.array(z.string()).optional(),
  prompt: z.string().optional(),
  keywords: z.array(z.string()).optional(),
  delay: z.string().optional(),
})

const noiseReduction = z.strictObject({
  type: z.enum(['near_field', 'far_field']).optional(),
  strength: z.number().optional(),
})

const tool = z.strictObject({
  type: z.enum(['function']),
  name: z.string(),
  description: z.string().optional(),
  parameters: z.unknown().optional(),
})

const chosenTool = z.strictObject({ type: z.literal('function'), name: z.string() })
const toolChoice = z.union([z.enum(['auto', 'none', 'required']), chosenTool])
/** In the beta, a plain string may also name the tool. */
const betaToolChoice = z.union([z.string(), chosenTool])

/** What a session and a single response have in common. */
const answering = {
  instructions: z.string().optional(),
  output_modalities: modalities.optional(),
  tools: z.array(tool).optional(),
  max_output_tokens: z.union([z.literal('inf'), z.number().int().min(1).max(4096)]).optional(),
  parallel_tool_calls: z.boolean().optional(),
  prompt: z.looseObject({ id: z.string() }).nullish(),
  reasoning: z.strictObject({ effort: z.string().optional() }).optional(),
}

const session = z.strictObject({
  ...answering,
  type: z.literal('realtime'),
  model: z.string().optional(),
  tool_choice: toolChoice.optional(),
  include: z.array(z.string()).nullish(),
  tracing: z.union([z.literal('auto'), z.looseObject({})]).nullish(),
  truncation: z.union([z.enum(['auto', 'disabled']), z.looseObject({ type: z.literal('retention_ratio') })]).optional(),
  audio: z
    .strictObject({
      input: z
        .strictObject({
          format: format.optional(),
          noise_reduction: noiseReduction.nullish(),
          transcription: transcription.nullish(),
          turn_detection: z.discriminatedUnion('type', [serverVad, semanticVad]).nullish(),
        })
        .optional(),
      output: z
        .strictObject({
          format: format.optional(),
          voice: voice.optional(),
          speed: z.number().min(0.25).max(1.5).optional(),
        })
        .optional(),
    })
    .optional(),
})

const response = z.strictObject({
  ...answering,
  tool_choice: toolChoice.optional(),
  conversation: z.string().optional(),
  input: z.array(z.unknown()).optional(),
  metadata: z.record(z.string(), z.string()).nullish(),
  audio: z
    .strictObject({
      output: z.strictObject({ format: pcm(z.literal(SAMPLE_RATE)).optional(), voice: voice.optional() }).optional(),
    })
    .optional(),
})

/** The beta had a temperature, and tool choices by name. */
const beta = { temperature: z.number().min(0.6).max(1.2).optional(), tool_choice: betaToolChoice.optional() }

/** What `session.update` may carry, in GA names. */
export const sessionSchemas = { ga: session, beta: session.extend(beta) } as const satisfies Record<
  DialectName,
  unknown
>

/** What `response.create` may carry, in GA names. */
export const responseSchemas = { ga: response, beta: response.extend(beta) } as const satisfies Record<
  DialectName,
  unknown
>

export type SettingsPatch = z.infer<typeof sessionSchemas.beta>
export type ResponseOverrides = z.infer<typeof responseSchemas.beta>
export type Voice = z.infer<typeof voice>
export type Tool = z.infer<typeof tool>
export type ToolChoice = z.infer<typeof betaToolChoice>
export type ServerVad = z.infer<typeof serverVad>
export type SemanticVad = z.infer<typeof semanticVad>
export type Transcription = z.infer<typeof transcription>
export type AudioFormat = z.infer<typeof format>
