import type {
  RealtimeAudioConfigInput,
  RealtimeSessionCreateRequest,
  SessionUpdateEvent,
} from 'openai/resources/realtime/realtime'
import { mayReason, type NoiseReduction, type ReasoningEffort, speeds } from './answer-settings'
import { toFlatTurns } from './servers/flat-turns'
import { openAiTraits, type ServerTraits } from './servers/server-traits'
import { type Transcription, transcriptionOf, wireTranscription } from './transcription'
import { type Eagerness, type ServerVad, turnDetectionOf, usualServerVad } from './turn-detection'
import type { TurnMode } from './turn-mode'

/** The settings of a session. The model is fixed once it is open, the voice once the assistant has spoken. */
export interface SessionSettings {
  readonly model: string
  /** A name, or the identifier of a custom voice (`voice_…`); empty for the server's default. */
  readonly voice: string
  readonly instructions: string
  readonly mode: TurnMode
  readonly serverVad: ServerVad
  readonly eagerness: Eagerness
  /** Transcription of the user's speech; null for none. */
  readonly transcription: Transcription | null
  /** How fast answers are spoken: see {@link speeds}. */
  readonly speed: number
  /** Null for the server's default. Not sent to models that don't reason. */
  readonly reasoningEffort: ReasoningEffort | null
  /** Noise reduction on the server; null for none. */
  readonly noiseReduction: NoiseReduction | null
  /** Maximum answer length in tokens; null for the server's own limit. */
  readonly maxAnswerTokens: number | null
  /** What the server supports. Settings that it doesn't know are not sent. */
  readonly server: ServerTraits
}

/** What can change while a session is open, besides its mode. */
export type AdjustableSettings = Omit<SessionSettings, 'model' | 'mode' | 'server'>

export const defaultSettings: SessionSettings = {
  model: 'gpt-realtime-2.1',
  voice: 'marin',
  instructions: 'You are a helpful voice assistant. Answer briefly and in the language of the user.',
  mode: 'ptt',
  serverVad: usualServerVad,
  eagerness: 'auto',
  transcription: transcriptionOf(null, openAiTraits, { language: null, vocabulary: '' }),
  speed: speeds.usual,
  reasoningEffort: null,
  noiseReduction: null,
  maxAnswerTokens: null,
  server: openAiTraits,
}

/** An endpoint's sample rates in hertz, to it and from it. */
export interface EndpointRates {
  readonly input: number
  readonly output: number
}

/** Whether the server itself detects the end of a turn, and interrupts its answer when it hears speech. */
export const serverTakesTurns = (mode: TurnMode): boolean => mode === 'server_vad' || mode === 'semantic_vad'

/**
 * Returns the `session.update` for settings, in GA form, with only what the server knows; a dialect translates it. A setting
 * that has a value for the default is always sent, so that it can be undone. The transport adds audio formats.
 */
export function toSessionUpdate(settings: SessionSettings): SessionUpdateEvent {
  const { instructions, mode, server } = settings
  const session: RealtimeSessionCreateRequest = {
    type: 'realtime',
    instructions,
    output_modalities: [mode === 'text' ? 'text' : 'audio'],
    ...limits(settings),
    audio: { input: input(settings), ...output(settings) },
  }
  return { type: 'session.update', session: server.shape === 'flat_turns' ? toFlatTurns(session) : session }
}

function limits({ model, reasoningEffort, maxAnswerTokens, server }: SessionSettings) {
  const effort = server.settings.includes('reasoning') && mayReason(model) ? reasoningEffort : null
  return {
    ...(effort && { reasoning: { effort } }),
    ...(server.settings.includes('max_output_tokens') && { max_output_tokens: maxAnswerTokens ?? ('inf' as const) }),
  }
}

function input(settings: SessionSettings): RealtimeAudioConfigInput {
  const { noiseReduction, server } = settings
  const transcription = wireTranscription(settings.transcription, server)
  const wanted = {
    turn_detection: turnDetectionOf(settings),
    ...(transcription !== undefined && { transcription }),
    ...(server.settings.includes('noise_reduction') && {
      noise_reduction: noiseReduction === null ? null : { type: noiseReduction },
    }),
  }
  return wanted as RealtimeAudioConfigInput // OpenAI documents null for "off", which its SDK's types leave out
}

/** Returns nothing for an empty group: the beta has no groups, and must not get an empty one. */
function output({ voice, speed, server }: SessionSettings) {
  const chosen = voice === '' ? server.voice : voice
  const wanted = {
    ...(chosen !== null && { voice: chosen.startsWith('voice_') ? { id: chosen } : chosen }),
    ...(server.settings.includes('speed') && { speed }),
  }
  return Object.keys(wanted).length > 0 ? { output: wanted } : {}
}
