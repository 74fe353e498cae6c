import type { Profile } from '../../../shared/profiles'
import { knownServers } from '../../../shared/realtime/servers/server-kinds'
import type { SessionSettings } from '../../../shared/realtime/session-config'
import { transcriptionOf } from '../../../shared/realtime/transcription'
import type { Settings } from '../../../shared/settings'

/** What a session on a profile's server is to be like. */
export function sessionSettingsOf(settings: Settings, profile: Profile): SessionSettings {
  const { instructions, mode, voiceDetection, transcription, answers, audio } = settings
  const { eagerness, ...serverVad } = voiceDetection
  const { model, voice } = profile
  const { traits: server } = knownServers[profile.kind]
  return {
    model,
    voice,
    instructions,
    mode,
    eagerness,
    serverVad,
    server,
    transcription: transcriptionOf(profile.transcription, server, transcription),
    speed: answers.speed,
    reasoningEffort: answers.reasoningEffort,
    noiseReduction: audio.noiseReduction,
    maxAnswerTokens: answers.maxTokens,
  }
}
