import { assertNever } from '../../../shared/assert-never'
import type { TalkState } from '../../../shared/ipc/contract'
import { serverTakesTurns } from '../../../shared/realtime/session-config'
import type { TurnMode } from '../../../shared/realtime/turn-mode'
import type { SessionState } from '../../../shared/session/state'

export interface PillSituation {
  readonly session: SessionState
  readonly talk: TalkState
  /** How turns are taken in the next session, and in one that is being opened. */
  readonly mode: TurnMode
  readonly mainWindowShown: boolean
  /** Whether the user wants a call pill at all. */
  readonly enabled: boolean
}

/**
 * Whether the call pill is to be seen: while somebody talks to Parley, or is talked to, and the main window, which would
 * show it, is hidden. A push-to-talk turn lasts until its answer was spoken; a hands-free session as long as it is open.
 */
export function pillIsWanted({ session, talk, mode, mainWindowShown, enabled }: PillSituation): boolean {
  if (!enabled || mainWindowShown) return false
  if (talk !== 'silent') return true
  switch (session.phase) {
    case 'connecting':
      return serverTakesTurns(mode)
    case 'ready':
      return serverTakesTurns(session.mode) || (session.mode === 'ptt' && session.activity !== 'waiting')
    case 'idle':
    case 'closing':
    case 'closed':
      return false
    default:
      return assertNever(session)
  }
}
