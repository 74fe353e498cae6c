import { assertNever } from '../../../shared/assert-never'
import type { SessionState } from '../../../shared/session/state'

/** What the tray icon shows; each has a picture, resources/icons/tray-<state>.png. */
export const trayStates = ['off', 'ready', 'listening', 'speaking', 'trouble'] as const
export type TrayState = (typeof trayStates)[number]

export function trayStateOf(state: SessionState): TrayState {
  switch (state.phase) {
    case 'idle':
    case 'connecting':
    case 'closing':
      return 'off'
    case 'closed':
      return state.error ? 'trouble' : 'off'
    case 'ready':
      // Sound that leaves the machine shows before anything else.
      if (state.sending || state.activity === 'listening') return 'listening'
      return state.activity === 'speaking' ? 'speaking' : 'ready'
    default:
      return assertNever(state)
  }
}
