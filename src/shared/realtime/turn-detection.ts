import type { RealtimeAudioInputTurnDetection } from 'openai/resources/realtime/realtime'
import type { Detection, ServerTraits } from './servers/server-traits'
import type { TurnMode } from './turn-mode'

/** How the server finds the start and end of a turn by loudness. */
export interface ServerVad {
  /** 0 to 1; higher needs louder speech. */
  readonly threshold: number
  /** Milliseconds of sound kept from before speech was noticed. */
  readonly prefixPaddingMs: number
  /** Milliseconds of silence that end a turn. */
  readonly silenceDurationMs: number
}

export const usualServerVad: ServerVad = { threshold: 0.5, prefixPaddingMs: 300, silenceDurationMs: 500 }

/** How soon the server decides that the user has finished, where it detects turns by meaning. */
export type Eagerness = 'auto' | 'low' | 'medium' | 'high'

interface DetectionSettings {
  readonly mode: TurnMode
  readonly serverVad: ServerVad
  readonly eagerness: Eagerness
  readonly server: ServerTraits
}

/** The `turn_detection` of a `session.update`; null where Parley says when a turn ends. */
export function turnDetectionOf(settings: DetectionSettings): RealtimeAudioInputTurnDetection | null {
  const { mode, serverVad, eagerness, server } = settings
  const isManual = mode === 'ptt' || mode === 'text'
  switch (detectionFor(mode, server)) {
    case null:
      return null
    case 'semantic_vad':
      return { type: 'semantic_vad', eagerness, ...answers(server) }
    case 'server_vad':
      return { type: 'server_vad', ...tuning(isManual ? usualServerVad : serverVad, server), ...answers(server) }
  }
}

/** What is closest to what the mode asks for, of what the server can do; null for manual turns. */
function detectionFor(mode: TurnMode, { detections, manualTurns }: ServerTraits): Detection | null {
  if (mode === 'ptt' || mode === 'text') return manualTurns ? null : 'server_vad'
  return detections.includes(mode) ? mode : (detections[0] ?? null)
}

const tuning = ({ threshold, prefixPaddingMs, silenceDurationMs }: ServerVad, server: ServerTraits) => ({
  threshold,
  ...(hasWholeDetector(server) && { prefix_padding_ms: prefixPaddingMs }),
  silence_duration_ms: silenceDurationMs,
})

const answers = (server: ServerTraits) =>
  hasWholeDetector(server) ? { create_response: true, interrupt_response: true } : {}

/** Servers that don't know the padding only let the detector be tuned; they answer and interrupt of their own accord. */
const hasWholeDetector = (server: ServerTraits): boolean => server.settings.includes('prefix_padding')
