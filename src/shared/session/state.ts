import type { AppError } from '../ipc/result'
import type { TurnMode } from '../realtime/turn-mode'

/**
 * What the assistant is doing, as a person sees it: waiting for the user, listening to them, thinking of an answer, or
 * speaking it. Four states that are never confused.
 */
export type Activity = 'waiting' | 'listening' | 'thinking' | 'speaking'

/** A session that turns can be taken in. */
export interface ReadySession {
  readonly phase: 'ready'
  readonly mode: TurnMode
  readonly activity: Activity
  /** Whether what the microphone hears is being sent. */
  readonly sending: boolean
  readonly muted: boolean
  /** Whether the microphone is open, that is, whether it delivers sound. */
  readonly microphoneOpen: boolean
  /** The answer is late: it can be stopped, or requested again. */
  readonly noAnswerYet?: boolean
}

/** The session as every surface shows it. */
export type SessionState =
  | { readonly phase: 'idle' }
  | { readonly phase: 'connecting' }
  | ReadySession
  | { readonly phase: 'closing' }
  /** Over; with an error when it was not the user who ended it. */
  | { readonly phase: 'closed'; readonly error: AppError | null }

/** Whether two states look the same to a person: there is nothing to tell then. */
export const sameState = (left: SessionState, right: SessionState): boolean =>
  left === right || JSON.stringify(left) === JSON.stringify(right)
