import { serverTakesTurns } from './realtime/session-config'
import type { Settings } from './settings'

/** What the sound of a session depends on. */
export interface SoundSettings extends Readonly<Settings['audio']> {
  /** Whether the microphone is open all the time, so that it hears the answers too. */
  readonly handsFree: boolean
}

export const soundSettingsOf = ({ audio, mode }: Settings): SoundSettings => ({
  ...audio,
  handsFree: serverTakesTurns(mode),
})
