import { serverTakesTurns } from '../../../shared/realtime/session-config'
import type { SessionState } from '../../../shared/session/state'
import type { Settings } from '../../../shared/settings'
import type { TalkKey } from '../../assistant/talk/talk-key'
import type { HotkeyListener } from './ports'

/** What of the assistant the hotkey works. */
export interface Worked {
  readonly state: SessionState
  readonly settings: Pick<Settings, 'mode'>
  readonly talkKey: Pick<TalkKey, 'down' | 'up' | 'tap' | 'lose'>
  start(): Promise<void>
  interrupt(): void
  mute(muted: boolean): void
}

export interface Shower {
  /** Brings the window in front. */
  showWindow(): void
  /** The same, and says there why nothing came of it. */
  showTrouble(thrown: unknown): void
}

/**
 * What the hotkey means. In push-to-talk it is the talk key; hands-free it begins to listen, interrupts, mutes and
 * unmutes, whatever is next; where one types it brings the window in front.
 */
export function hotkeyActions(assistant: Worked, shower: Shower): HotkeyListener {
  const tried = (work: Promise<void>): void => {
    work.catch((thrown: unknown) => shower.showTrouble(thrown))
  }
  const begin = (talk: () => Promise<void>): void => {
    const { state, settings } = assistant
    const mode = state.phase === 'ready' ? state.mode : settings.mode
    if (mode === 'ptt') tried(talk())
    else if (serverTakesTurns(mode)) handsFree(state)
    else shower.showWindow()
  }
  function handsFree(state: SessionState): void {
    if (state.phase === 'connecting') return
    if (state.phase !== 'ready') tried(assistant.start())
    else if (state.activity === 'thinking' || state.activity === 'speaking') assistant.interrupt()
    else assistant.mute(!state.muted)
  }
  return {
    down: (stamp) => begin(() => assistant.talkKey.down('hotkey', stamp)),
    press: () => begin(() => assistant.talkKey.tap('hotkey')),
    // Whatever the mode: it may have changed since the key went down.
    up: (stamp) => assistant.talkKey.up('hotkey', stamp),
    lose: () => assistant.talkKey.lose('hotkey'),
  }
}
