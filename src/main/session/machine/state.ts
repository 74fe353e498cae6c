import type { SessionSettings } from '../../../shared/realtime/session-config'
import type { Activity, SessionState } from '../../../shared/session/state'
import type { ContextMessage } from '../../../shared/conversation/context'
import type { AppError } from '../../../shared/ipc/result'
import type { AudioPart } from '../../../shared/session/audio-part'
import { PartQueue } from './part-queue'
import type { TypedTurn } from './typed-turn'
import { isAnswering, isLate, noResponses, type ResponseOrder } from './responses'

/** A session that the server has not greeted yet; what the user does meanwhile is kept. */
export interface ConnectingSession {
  readonly phase: 'connecting'
  readonly settings: SessionSettings
  readonly context: readonly ContextMessage[]
  readonly typed: readonly TypedTurn[]
  readonly muted: boolean
  /** The talk key is down. */
  readonly talking: boolean
}

/** A session that the server has greeted. */
export interface OpenSession {
  readonly phase: 'ready'
  readonly settings: SessionSettings
  readonly muted: boolean
  readonly microphoneOpen: boolean
  /** The speaker can't be opened, or is gone: answers are read, not heard. */
  readonly speakerLost: boolean
  /** The talk key is down. */
  readonly talking: boolean
  /** Samples sent since the server's input buffer was last empty; a commit needs 100 ms of them. */
  readonly sentSamples: number
  /** The server has sent sound: the voice is fixed from then on. */
  readonly hasSpoken: boolean
  /** Samples sent since the talk key went down, without what was kept from before. */
  readonly turnSamples: number
  /** What the microphone has heard of late, oldest frame first, while the talk key is up: a turn begins with it. */
  readonly preRoll: readonly Int16Array[]
  /** Whether what is played is taken out of what is heard. */
  readonly echoCancelled: boolean
  /** The talk key is up, and the server is sent silence, by which it hears the end of the turn. */
  readonly endingTurn: boolean
  /** The last turn was committed and its answer asked for, and so many responses have begun since; null after other turns. */
  readonly answersToCommit: number | null
  /** Spoken turns whose transcript has yet to come, oldest first; bounded. */
  readonly untranscribed: readonly string[]
  /** The server hears speech. */
  readonly userSpeaking: boolean
  readonly responses: ResponseOrder
  /** The part that is being heard. */
  readonly audible: AudioPart | null
  /** Parts that were given to the speaker and have not been heard to their end. */
  readonly queued: PartQueue
  /** Responses whose remaining audio must not be played, latest last; bounded. */
  readonly silenced: readonly string[]
}

export type MachineState =
  | { readonly phase: 'idle' }
  | ConnectingSession
  | OpenSession
  /** Waiting for the socket to close. */
  | { readonly phase: 'closing' }
  | { readonly phase: 'closed'; readonly error: AppError | null }

export const connectingSession = (
  settings: SessionSettings,
  context: readonly ContextMessage[],
): ConnectingSession => ({
  phase: 'connecting',
  settings,
  context,
  typed: [],
  muted: false,
  talking: false,
})

export const openSession = (settings: SessionSettings): OpenSession => ({
  phase: 'ready',
  settings,
  muted: false,
  microphoneOpen: false,
  speakerLost: false,
  talking: false,
  endingTurn: false,
  answersToCommit: null,
  untranscribed: [],
  sentSamples: 0,
  turnSamples: 0,
  preRoll: [],
  echoCancelled: false,
  hasSpoken: false,
  userSpeaking: false,
  responses: noResponses,
  audible: null,
  queued: PartQueue.empty,
  silenced: [],
})

/** Whether there is anything that could play an answer: otherwise it would be queued for ever. */
export const canPlay = ({ settings, speakerLost }: OpenSession): boolean => settings.mode !== 'text' && !speakerLost

/** Whether what the microphone hears goes to the server; where there is none nothing does, whatever the key says. */
export function isSending(state: OpenSession): boolean {
  if (!state.microphoneOpen) return false
  switch (state.settings.mode) {
    case 'ptt':
      return state.talking
    case 'server_vad':
    case 'semantic_vad':
      return !state.muted
    case 'text':
      return false
  }
}

function activity(state: OpenSession): Activity {
  if (state.talking || state.userSpeaking) return 'listening'
  if (state.audible || state.queued.size > 0) return 'speaking'
  return isAnswering(state.responses) ? 'thinking' : 'waiting'
}

/** What surfaces show of the machine's state. */
export function toSessionState(state: MachineState): SessionState {
  switch (state.phase) {
    case 'connecting':
      return { phase: 'connecting' }
    case 'ready':
      return {
        phase: 'ready',
        mode: state.settings.mode,
        activity: activity(state),
        sending: isSending(state),
        muted: state.muted,
        microphoneOpen: state.microphoneOpen,
        ...(isLate(state.responses) && activity(state) === 'thinking' && { noAnswerYet: true }),
      }
    default:
      return state
  }
}
