import { FRAME_MS } from '../../../shared/audio-format'
import type { OpenSession } from './state'

/**
 * How much sound from before the talk key went down belongs to the turn, in milliseconds: people begin to speak as they
 * press, and a microphone of the system's takes its time.
 */
const PRE_ROLL_MS = 300
const PRE_ROLL_FRAMES = PRE_ROLL_MS / FRAME_MS

/**
 * Keeps a frame for a turn that may begin; none of it leaves before. While an answer is playing nothing is kept, unless
 * the answer is taken out of what the microphone hears.
 */
export function keep(state: OpenSession, samples: Int16Array): OpenSession {
  if (state.settings.mode !== 'ptt' || !state.microphoneOpen) return state
  if (state.audible && !state.echoCancelled) return state.preRoll.length === 0 ? state : { ...state, preRoll: [] }
  return { ...state, preRoll: [...state.preRoll.slice(1 - PRE_ROLL_FRAMES), samples] }
}
