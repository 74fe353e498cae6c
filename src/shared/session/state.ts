import type { AppError } from '../ipc/result'
import type { TurnMode } from '../realtime/turn-mode'

/** What the assistant is doing: waiting for the user, listening, thinking of an answer, or speaking it. */
export type Activity = 'waiting' | 'listening' | 'thinking' | 'speaking'

/** An open session. */
export interface ReadySession {
  readonly phase: 'ready'
  readonly mode: TurnMode
  readonly activity: Activity
  /** Whether Parley sends what the microphone hears. */
  readonly sending: boolean
  readonly muted: boolean
  /** Whether the microphone is open, that is, whether it delivers sound. */
  readonly microphoneOpen: boolean
  /** The answer is late: it can be stopped, or requested again. */
  readonly noAnswerYet?: boolean
}

/** The session's state, as windows, tray and terminal show it. */
export type SessionState =
  | { readonly phase: 'idle' }
  | { readonly phase: 'connecting' }
  | ReadySession
  | { readonly phase: 'closing' }
  /** Closed; with an error unless the user ended it. */
  | { readonly phase: 'closed'; readonly error: AppError | null }

/** Whether two states look the same, so that nothing needs to be reported. */
export const sameState = (left: SessionState, right: SessionState): boolean =>
  left === right || JSON.stringify(left) === JSON.stringify(right)
