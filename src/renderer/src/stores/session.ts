import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { Levels } from '../../../shared/ipc/contract'
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

  const ready = computed<ReadySession | null>(() => (state.value.phase === 'ready' ? state.value : null))
  const activity = computed<Activity | null>(() => ready.value?.activity ?? null)
  /** Whether a session is open or about to be. */
  const open = computed(() => state.value.phase === 'connecting' || state.value.phase === 'ready')

  function replace(next: SessionState): void {
    state.value = next
    if (next.phase !== 'ready') levels.value = silence
  }

  function replaceLevels(next: Levels): void {
    levels.value = next
  }

  const start = () => notices.attempt(() => request('session.start'))
  const stop = () => notices.attempt(() => request('session.stop'))
  const press = () => notices.attempt(() => request('session.press'))
  const release = () => notices.attempt(() => request('session.release'))
  const discardTurn = () => notices.attempt(() => request('session.discardTurn'))
  const interrupt = () => notices.attempt(() => request('session.interrupt'))
  const mute = (muted: boolean) => notices.attempt(() => request('session.mute', { muted }))
  const changeMode = (mode: TurnMode) => notices.attempt(() => request('session.changeMode', { mode }))
  const type = (text: string) => notices.attempt(() => request('session.type', { text }))

  return {
    state,
    levels,
    ready,
    activity,
    open,
    replace,
    replaceLevels,
    start,
    stop,
    press,
    release,
    discardTurn,
    interrupt,
    mute,
    changeMode,
    type,
  }
})
