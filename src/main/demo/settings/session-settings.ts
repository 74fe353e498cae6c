import type { DialectName } from '../../../shared/realtime/dialect'
import type { AudioFormat, SemanticVad, ServerVad, Tool, ToolChoice, Transcription, Voice } from './settings-schema'

interface TurnDetections {
  readonly server_vad: Required<ServerVad>
  readonly semantic_vad: Required<SemanticVad>
}

export type TurnDetection = TurnDetections[keyof TurnDetections]

/** A session's effective settings, shaped as they go out in `session.created` and `session.updated` (GA names). */
export interface SessionSettings {
  readonly type: 'realtime'
  readonly object: 'realtime.session'
  readonly id: string
  readonly model: string
  /** Seconds since 1970-01-01 UTC. */
  readonly expires_at: number
  readonly instructions: string
  readonly output_modalities: readonly ('text' | 'audio')[]
  readonly tools: readonly Tool[]
  readonly tool_choice: ToolChoice
  readonly max_output_tokens: number | 'inf'
  readonly audio: {
    readonly input: {
      readonly format: AudioFormat
      readonly noise_reduction: object | null
      readonly transcription: Transcription | null
      readonly turn_detection: TurnDetection | null
    }
    readonly output: { readonly format: AudioFormat; readonly voice: Voice; readonly speed: number }
  }
  /** Settings that are kept and sent back, and change nothing here. */
  readonly [kept: string]: unknown
}

/** Taken when the URL names no model. */
export const DEFAULT_MODEL = 'gpt-realtime-2.1'

/** Published defaults; the server of 2024-10 waited a shorter silence. */
const serverVad = (silenceDurationMs: number): Required<ServerVad> => ({
  type: 'server_vad',
  threshold: 0.5,
  prefix_padding_ms: 300,
  silence_duration_ms: silenceDurationMs,
  idle_timeout_ms: null,
  create_response: true,
  interrupt_response: true,
})

const semanticVad: Required<SemanticVad> = {
  type: 'semantic_vad',
  eagerness: 'auto',
  create_response: true,
  interrupt_response: true,
}

/** What a `turn_detection` has where the client leaves fields out. */
export const turnDetectionDefaults: Readonly<Record<DialectName, TurnDetections>> = {
  ga: { server_vad: serverVad(500), semantic_vad: semanticVad },
  beta: { server_vad: serverVad(200), semantic_vad: semanticVad },
}

const onlyIn: Readonly<Record<DialectName, Readonly<Record<string, unknown>>>> = {
  ga: { tracing: null, truncation: 'auto', prompt: null, include: null },
  beta: { temperature: 0.8 },
}

export interface NewSession {
  readonly id: string
  readonly model: string
  /** Milliseconds since 1970-01-01 UTC. */
  readonly expiresAtMs: number
  /** The rate of sound in both directions, in hertz. */
  readonly rate: number
}

/** The settings with which a session begins. */
export function initialSettings(dialect: DialectName, session: NewSession): SessionSettings {
  const format: AudioFormat = { type: 'audio/pcm', rate: session.rate }
  return {
    type: 'realtime',
    object: 'realtime.session',
    id: session.id,
    model: session.model,
    expires_at: Math.floor(session.expiresAtMs / 1000),
    instructions: 'You are the demo: you repeat what you hear.',
    output_modalities: ['audio'],
    tools: [],
    tool_choice: 'auto',
    max_output_tokens: 'inf',
    audio: {
      input: {
        format,
        noise_reduction: null,
        transcription: null,
        turn_detection: turnDetectionDefaults[dialect].server_vad,
      },
      output: { format, voice: dialect === 'ga' ? 'marin' : 'alloy', speed: 1 },
    },
    ...onlyIn[dialect],
  }
}
