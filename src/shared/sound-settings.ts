import { serverTakesTurns } from './realtime/session-config'
import type { Settings } from './settings'

/** What the sound of a session depends on. Noise reduction is the server's business. */
export interface SoundSettings extends Readonly<Omit<Settings['audio'], 'noiseReduction'>> {
  /** Whether the microphone is open all the time, so that it hears the answers too. */
  readonly handsFree: boolean
}

export function soundSettingsOf({ audio, mode }: Settings): SoundSettings {
  const { noiseReduction: _noiseReduction, ...sound } = audio
  return { ...sound, handsFree: serverTakesTurns(mode) }
}
