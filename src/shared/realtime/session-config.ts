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

/** What can be set for a session; the model is fixed once it is open, the voice once it has spoken. */
export interface SessionSettings {
  readonly model: string
  /** A name, or the identifier of a custom voice (`voice_…`); empty for the server's own. */
  readonly voice: string
  readonly instructions: string
  readonly mode: TurnMode
  readonly serverVad: ServerVad
  readonly eagerness: Eagerness
  /** How what the user says is transcribed; null for no transcripts. */
  readonly transcription: Transcription | null
  /** How fast answers are spoken: see {@link speeds}. */
  readonly speed: number
  /** Null for the server's default. Models that don't reason are told none. */
  readonly reasoningEffort: ReasoningEffort | null
  /** What the server takes out of what it hears; null for nothing. */
  readonly noiseReduction: NoiseReduction | null
  /** How long an answer may be, in tokens; null for no limit of Parley's. */
  readonly maxAnswerTokens: number | null
  /** What the server can do; settings that it doesn't know are not sent. */
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

/** Sample rates that an endpoint takes and gives, in hertz. */
export interface EndpointRates {
  readonly input: number
  readonly output: number
}

/** Whether in this mode the server decides by itself when a turn ends, and interrupts its answer when it hears speech. */
export const serverTakesTurns = (mode: TurnMode): boolean => mode === 'server_vad' || mode === 'semantic_vad'

/**
 * The `session.update` that puts settings into force, in GA form and with only what the server knows; a dialect translates
 * it where needed. What has a way to say "as usual" is always sent, so that it can be undone. The formats of sound are the
 * transport's business.
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

/** Nothing where there is nothing to say: the beta has no groups, and must not get an empty one. */
function output({ voice, speed, server }: SessionSettings) {
  const chosen = voice === '' ? server.voice : voice
  const wanted = {
    ...(chosen !== null && { voice: chosen.startsWith('voice_') ? { id: chosen } : chosen }),
    ...(server.settings.includes('speed') && { speed }),
  }
  return Object.keys(wanted).length > 0 ? { output: wanted } : {}
}
