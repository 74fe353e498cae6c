import { serverTakesTurns } from '../../../shared/realtime/session-config'
import type { TurnMode } from '../../../shared/realtime/turn-mode'
import type { SessionState } from '../../../shared/session/state'

/** What the pill's one button does: end the call, throw away the turn that is being said, or stop the answer. */
export type PillStop = 'end' | 'discard' | 'interrupt'

interface Situation {
  readonly state: SessionState
  readonly mode: TurnMode
  /** Whether the talk key is down or latched. */
  readonly talking: boolean
}

/** Null where there is nothing to stop. */
export function pillStop({ state, mode, talking }: Situation): PillStop | null {
  if (talking) return 'discard'
  const open = state.phase === 'connecting' || state.phase === 'ready'
  if (open && serverTakesTurns(mode)) return 'end'
  const answering = state.phase === 'ready' && (state.activity === 'thinking' || state.activity === 'speaking')
  return answering ? 'interrupt' : null
}
