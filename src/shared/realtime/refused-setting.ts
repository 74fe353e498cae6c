import type { SessionSettings } from './session-config'
import type { OptionalSetting, ServerTraits } from './servers/server-traits'
import type { WireError } from './wire'

/** What of a session's settings a server has refused, and the settings without it. */
export interface WithoutRefused {
  readonly setting: RefusedSetting
  readonly settings: SessionSettings
}

export type RefusedSetting = OptionalSetting | 'transcription' | 'voice' | 'turn_detection'

/** How the settings are called in errors, the most precise first: `…transcription.language` is the language. */
const names: readonly (readonly [RegExp, RefusedSetting])[] = [
  [/transcription\W*language|\blanguage\b/i, 'language'],
  [/transcription\W*prompt/i, 'vocabulary'],
  [/transcription|whisper/i, 'transcription'],
  [/noise_?reduction/i, 'noise_reduction'],
  [/prefix_?padding/i, 'prefix_padding'],
  [/(?:^|[^a-z])speed\b/i, 'speed'],
  [/reasoning/i, 'reasoning'],
  [/max_(?:response_)?output_tokens/i, 'max_output_tokens'],
  [/turn_?detection|(?:server|semantic)_vad/i, 'turn_detection'],
  [/audio[_ ]?format|\.format\b|sample_?rate/i, 'formats'],
  [/voice/i, 'voice'],
]

/**
 * Finds out which setting an error is about, by the field that it names or else by its words.
 * @returns null when that can't be told, or the setting was not sent
 */
export function withoutRefused(settings: SessionSettings, error: WireError): WithoutRefused | null {
  const setting = refusedSetting(error)
  const without = setting === undefined ? null : leaveOut(settings, setting)
  return setting !== undefined && without ? { setting, settings: without } : null
}

/** Returns the setting that an error is about; undefined where it names none. */
export const refusedSetting = ({ param, message }: WireError): RefusedSetting | undefined =>
  named(param ?? '') ?? named(message)

const named = (text: string): RefusedSetting | undefined => names.find(([pattern]) => pattern.test(text))?.[1]

function leaveOut(settings: SessionSettings, setting: RefusedSetting): SessionSettings | null {
  const { server } = settings
  switch (setting) {
    case 'transcription':
      if (!settings.transcription && server.transcription === null) return null
      return { ...settings, transcription: null, server: { ...server, transcription: null } }
    case 'voice':
      if (settings.voice === '' && server.voice === null) return null
      return { ...settings, voice: '', server: { ...server, voice: null } }
    case 'turn_detection': {
      const without = withoutDetection(settings)
      return without && { ...settings, server: without }
    }
    default: {
      if (!server.settings.includes(setting)) return null
      const others = server.settings.filter((other) => other !== setting)
      return { ...settings, server: { ...server, settings: others } }
    }
  }
}

/** What a server can do that refuses the way in which turns were to be taken. */
function withoutDetection({ mode, server }: SessionSettings): ServerTraits | null {
  if (mode === 'ptt' || mode === 'text') return server.manualTurns ? { ...server, manualTurns: false } : null
  const others = server.detections.filter((detection) => detection !== mode)
  return others.length > 0 && others.length < server.detections.length ? { ...server, detections: others } : null
}
