import type { SessionUpdateEvent } from 'openai/resources/realtime/realtime'
import { openAiTraits, type ServerTraits } from './servers/server-traits'

/** How turns are taken: by holding a key, by the server's ear (energy or meaning), or by typing alone. */
export const turnModes = ['ptt', 'server_vad', 'semantic_vad', 'text'] as const
export type TurnMode = (typeof turnModes)[number]

export type Eagerness = 'auto' | 'low' | 'medium' | 'high'

/** What can be set for a session; the model is fixed once it is open, the voice once it has spoken. */
export interface SessionSettings {
  readonly model: string
  readonly voice: string
  readonly instructions: string
  readonly mode: TurnMode
  readonly serverVad: {
    /** 0 to 1; higher needs louder speech. */
    readonly threshold: number
    /** Milliseconds of sound kept from before speech was noticed. */
    readonly prefixPaddingMs: number
    /** Milliseconds of silence that end a turn. */
    readonly silenceDurationMs: number
  }
  readonly eagerness: Eagerness
  /** The model that transcribes what the user says; null for no transcripts. */
  readonly transcription: { readonly model: string; readonly language?: string } | null
  /** What the server can do; settings that it doesn't know are not sent. */
  readonly server: ServerTraits
}

/** What can change while a session is open, besides its mode. */
export type AdjustableSettings = Pick<SessionSettings, 'voice' | 'instructions' | 'serverVad' | 'eagerness'>

export const defaultSettings: SessionSettings = {
  model: 'gpt-realtime-2.1',
  voice: 'marin',
  instructions: 'You are a helpful voice assistant. Answer briefly and in the language of the user.',
  mode: 'ptt',
  serverVad: { threshold: 0.5, prefixPaddingMs: 300, silenceDurationMs: 500 },
  eagerness: 'auto',
  transcription: { model: 'gpt-4o-mini-transcribe' },
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
 * The `session.update` that puts settings into force, in GA form; a dialect translates it where needed. The formats of sound
 * are the transport's business.
 */
export function toSessionUpdate(settings: SessionSettings): SessionUpdateEvent {
  return {
    type: 'session.update',
    session: {
      type: 'realtime',
      instructions: settings.instructions,
      output_modalities: [settings.mode === 'text' ? 'text' : 'audio'],
      audio: {
        input: {
          turn_detection: turnDetection(settings),
          ...(settings.transcription ? { transcription: settings.transcription } : {}),
        },
        output: settings.voice === '' ? {} : { voice: settings.voice },
      },
    },
  }
}

function turnDetection({ mode, serverVad, eagerness }: SessionSettings) {
  switch (mode) {
    case 'server_vad':
      return {
        type: 'server_vad' as const,
        threshold: serverVad.threshold,
        prefix_padding_ms: serverVad.prefixPaddingMs,
        silence_duration_ms: serverVad.silenceDurationMs,
        create_response: true,
        interrupt_response: true,
      }
    case 'semantic_vad':
      return { type: 'semantic_vad' as const, eagerness, create_response: true, interrupt_response: true }
    case 'ptt':
    case 'text':
      return null
  }
}
