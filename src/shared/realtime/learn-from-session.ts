import { isFields } from './dialects/fields'
import type { SessionSettings } from './session-config'

/**
 * Returns settings with what a server shows in its answer to a `session.update`, in GA form: whether it does without its
 * detector, and which model transcribes. What it doesn't mention stays as it was.
 */
export function learnFromSession(settings: SessionSettings, session: unknown): SessionSettings {
  const input = inputOf(session)
  const { transcription, turn_detection: detection } = input
  const model = isFields(transcription) ? transcription.model : undefined
  const keepsDetecting = settings.mode === 'ptt' && isFields(detection)
  return {
    ...settings,
    ...(transcription === null ? { transcription: null } : {}),
    ...(typeof model === 'string' && model !== '' ? { transcription: { ...settings.transcription, model } } : {}),
    server: keepsDetecting ? { ...settings.server, manualTurns: false } : settings.server,
  }
}

function inputOf(session: unknown): Readonly<Record<string, unknown>> {
  const audio = isFields(session) ? session.audio : undefined
  const input = isFields(audio) ? audio.input : undefined
  return isFields(input) ? input : {}
}
