import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { Levels, TalkState } from '../../../shared/ipc/contract'
import type { TurnMode } from '../../../shared/realtime/session-config'
import type { Activity, ReadySession, SessionState } from '../../../shared/session/state'
import { request } from '../ipc'
import { useNotices } from './notices'

export type { Activity, SessionState, TurnMode }

const silence: Levels = { microphone: 0, speaker: 0 }

/** The session as the main side has it, and what can be asked of it; what goes wrong is shown as a notice. */
export const useSession = defineStore('session', () => {
  const notices = useNotices()
  const state = shallowRef<SessionState>({ phase: 'idle' })
  const levels = shallowRef<Levels>(silence)
  /** What the talk key does, whichever it is: the window's, another window's or the hotkey. */
  const talk = ref<TalkState>('silent')

  const ready = computed<ReadySession | null>(() => (state.value.phase === 'ready' ? state.value : null))
  const activity = computed<Activity | null>(() => ready.value?.activity ?? null)
  /** Whether a session is open or about to be. */
  const open = computed(() => state.value.phase === 'connecting' || state.value.phase === 'ready')

  function replace(next: SessionState): void {
    state.value = next
    if (next.phase !== 'ready') levels.value = silence
  }

  function replaceTalk(next: TalkState): void {
    talk.value = next
  }

  function replaceLevels(next: Levels): void {
    levels.value = next
  }

  const start = () => notices.attempt(() => request('session.start'))
  const stop = () => notices.attempt(() => request('session.stop'))
  const pressTalkKey = () => notices.attempt(() => request('talk.down'))
  const releaseTalkKey = () => notices.attempt(() => request('talk.up'))
  const tapTalkKey = () => notices.attempt(() => request('talk.tap'))
  const loseTalkKey = () => notices.attempt(() => request('talk.lose'))
  const cancelTurn = () => notices.attempt(() => request('talk.cancel'))
  const interrupt = () => notices.attempt(() => request('session.interrupt'))
  const mute = (muted: boolean) => notices.attempt(() => request('session.mute', { muted }))
  const changeMode = (mode: TurnMode) => notices.attempt(() => request('session.changeMode', { mode }))
  const type = (text: string) => notices.attempt(() => request('session.type', { text }))

  return {
    state,
    levels,
    talk,
    ready,
    activity,
    open,
    replace,
    replaceTalk,
    replaceLevels,
    start,
    stop,
    pressTalkKey,
    releaseTalkKey,
    tapTalkKey,
    loseTalkKey,
    cancelTurn,
    interrupt,
    mute,
    changeMode,
    type,
  }
})
