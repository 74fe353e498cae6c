import { assertNever } from '../../../shared/assert-never'
import type { VadSettings } from '../audio/vad'
import type { SessionSettings, TurnDetection } from './session-settings'

/** Where the client leaves a threshold open, in `semantic_vad` and in manual turns. */
const DEFAULT_THRESHOLD = 0.5
const DEFAULT_PREFIX_MS = 300

/**
 * The demo has no model that understands when someone has finished: it waits for a silence, and the more eager it is
 * meant to be, the shorter.
 */
const eagernessSilenceMs = { low: 1500, medium: 800, auto: 800, high: 400 } as const

/** How turns are found under these settings. */
export function vadSettings(detection: TurnDetection): VadSettings {
  switch (detection.type) {
    case 'server_vad':
      return {
        threshold: detection.threshold,
        prefixPaddingMs: detection.prefix_padding_ms,
        silenceDurationMs: detection.silence_duration_ms,
      }
    case 'semantic_vad':
      return {
        threshold: DEFAULT_THRESHOLD,
        prefixPaddingMs: DEFAULT_PREFIX_MS,
        silenceDurationMs: eagernessSilenceMs[detection.eagerness],
      }
    default:
      return assertNever(detection)
  }
}

/** How long the user may stay silent after an answer before the server speaks again; null for ever. */
export const idleTimeoutMs = (detection: TurnDetection): number | null =>
  detection.type === 'server_vad' ? detection.idle_timeout_ms : null

/** The threshold by which speech is told from silence in this session. */
export function voiceThreshold(settings: SessionSettings): number {
  const detection = settings.audio.input.turn_detection
  return detection ? vadSettings(detection).threshold : DEFAULT_THRESHOLD
}
