import { serverTakesTurns } from '../../../shared/realtime/session-config'
import type { TurnMode } from '../../../shared/realtime/turn-mode'
import type { Activity, ReadySession, SessionState } from '../../../shared/session/state'
import type { TalkBehaviour } from '../../../shared/settings'

/** How a state looks: its sign and its colour. */
export type StateLook = Activity | 'off'

export interface StateWords {
  readonly look: StateLook
  /** Message keys; null where there is no state to name. */
  readonly title: `state.${string}` | null
  readonly hint: `hint.${string}`
}

interface Situation {
  readonly state: SessionState
  readonly mode: TurnMode
  /** Whether the talk key is down or latched; the session learns of it a moment later. */
  readonly talking: boolean
  /** Whether a tap ends the turn, as {@link tapSends} has it; else letting go does. */
  readonly tapSends: boolean
}

/** Whether the next tap ends a turn under way: it is latched, or will be as soon as the talk key is let go of. */
export const tapSends = (latched: boolean, behaviour: TalkBehaviour | undefined): boolean =>
  latched || behaviour === 'tap'

/** Names what the assistant is doing, and what the user can do now. */
export function stateWords({ state, mode, talking, tapSends }: Situation): StateWords {
  if (state.phase === 'connecting') {
    const hint = talking ? 'hint.connecting' : 'hint.connectingText'
    return { look: 'off', title: null, hint }
  }
  if (talking) return talkingWords(state, tapSends)
  if (state.phase === 'ready') return readyWords(state)
  return { look: 'off', title: null, hint: idleHint(mode) }
}

/** Nobody is told to talk before there is a microphone that hears them. */
function talkingWords(state: SessionState, tapSends: boolean): StateWords {
  if (state.phase !== 'ready') return { look: 'off', title: null, hint: 'hint.connecting' }
  if (!state.microphoneOpen) return { look: 'off', title: null, hint: 'hint.openingMicrophone' }
  return { look: 'listening', title: 'state.listening', hint: tapSends ? 'hint.pttLatched' : 'hint.pttHeld' }
}

function readyWords({ activity, mode, muted, noAnswerYet }: ReadySession): StateWords {
  const typing = mode === 'text'
  switch (activity) {
    case 'waiting':
      return serverTakesTurns(mode) && muted
        ? { look: 'waiting', title: 'state.muted', hint: 'hint.handsFreeMuted' }
        : { look: 'waiting', title: 'state.waiting', hint: waitingHint(mode) }
    case 'listening':
      return { look: 'listening', title: 'state.listening', hint: waitingHint(mode) }
    case 'thinking':
      if (noAnswerYet) return { look: 'thinking', title: 'state.noAnswerYet', hint: 'hint.noAnswerYet' }
      return { look: 'thinking', title: 'state.thinking', hint: 'hint.thinking' }
    case 'speaking':
      return typing
        ? { look: 'speaking', title: 'state.answering', hint: 'hint.speakingText' }
        : { look: 'speaking', title: 'state.speaking', hint: 'hint.speaking' }
  }
}

function waitingHint(mode: TurnMode): StateWords['hint'] {
  if (mode === 'text') return 'hint.text'
  return serverTakesTurns(mode) ? 'hint.handsFree' : 'hint.ptt'
}

function idleHint(mode: TurnMode): StateWords['hint'] {
  return serverTakesTurns(mode) ? 'hint.handsFreeIdle' : waitingHint(mode)
}
