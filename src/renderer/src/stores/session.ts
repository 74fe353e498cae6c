import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { EchoStatus, Levels, TalkState } from '../../../shared/ipc/contract'
import type { TurnMode } from '../../../shared/realtime/turn-mode'
import type { Activity, ReadySession, SessionState } from '../../../shared/session/state'
import { request } from '../ipc'
import { useNotices } from './notices'

export type { Activity, SessionState, TurnMode }

const silence: Levels = { microphone: 0, speaker: 0 }
const noEcho: EchoStatus = { active: false, erleDb: null }

/** The session as the main side has it, and what can be asked of it; what goes wrong is shown as a notice. */
export const useSession = defineStore('session', () => {
  const notices = useNotices()
  const state = shallowRef<SessionState>({ phase: 'idle' })
  const levels = shallowRef<Levels>(silence)
  const toldEcho = shallowRef<EchoStatus>(noEcho)
  /** Whether nothing comes from the microphone though somebody may be talking. */
  const silent = ref(false)
  /** What the talk key does, whichever it is: the window's, another window's or the hotkey. */
  const talk = ref<TalkState>('silent')

  const ready = computed<ReadySession | null>(() => (state.value.phase === 'ready' ? state.value : null))
  /** What is told late, when the session is over, means nothing. */
  const echo = computed(() => (ready.value ? toldEcho.value : noEcho))
  const activity = computed<Activity | null>(() => ready.value?.activity ?? null)
  /** Whether a session is open or about to be. */
  const open = computed(() => state.value.phase === 'connecting' || state.value.phase === 'ready')

  function replace(next: SessionState): void {
    state.value = next
    if (next.phase === 'ready') return
    levels.value = silence
    toldEcho.value = noEcho
  }

  function replaceTalk(next: TalkState): void {
    talk.value = next
  }

  function replaceLevels(next: Levels): void {
    levels.value = next
  }

  function replaceEcho(next: EchoStatus): void {
    toldEcho.value = next
  }

  function replaceSilence(next: { readonly silent: boolean }): void {
    silent.value = next.silent
  }

  const start = () => notices.attempt(() => request('session.start'))
  const stop = () => notices.attempt(() => request('session.stop'))
  const pressTalkKey = (at: number) => notices.attempt(() => request('talk.down', { at }))
  const releaseTalkKey = (at: number) => notices.attempt(() => request('talk.up', { at }))
  const tapTalkKey = () => notices.attempt(() => request('talk.tap'))
  const loseTalkKey = () => notices.attempt(() => request('talk.lose'))
  const cancelTurn = () => notices.attempt(() => request('talk.cancel'))
  const interrupt = () => notices.attempt(() => request('session.interrupt'))
  const retry = () => notices.attempt(() => request('session.retry'))
  const mute = (muted: boolean) => notices.attempt(() => request('session.mute', { muted }))
  const changeMode = (mode: TurnMode) => notices.attempt(() => request('session.changeMode', { mode }))
  const type = (text: string) => notices.attempt(() => request('session.type', { text }))

  return {
    state,
    levels,
    echo,
    silent,
    talk,
    ready,
    activity,
    open,
    replace,
    replaceTalk,
    replaceLevels,
    replaceEcho,
    replaceSilence,
    start,
    stop,
    pressTalkKey,
    releaseTalkKey,
    tapTalkKey,
    loseTalkKey,
    cancelTurn,
    interrupt,
    retry,
    mute,
    changeMode,
    type,
  }
})
