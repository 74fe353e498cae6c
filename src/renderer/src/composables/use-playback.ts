import { inject, type InjectionKey, onScopeDispose, provide, watch } from 'vue'
import { appError } from '../../../shared/errors/failure'
import type { RecordingKey } from '../../../shared/history/recording'
import { serverTakesTurns } from '../../../shared/realtime/session-config'
import { useApp } from '../stores/app'
import { useNotices } from '../stores/notices'
import { useSession } from '../stores/session'
import { useSettings } from '../stores/settings'
import { createPlayer, type Player } from './player'

const playbackKey: InjectionKey<Player> = Symbol('playback')

/** Gives the window its one player, which falls silent when somebody begins to speak or another conversation is shown. */
export function providePlayback(): void {
  const app = useApp()
  const notices = useNotices()
  const session = useSession()
  const settings = useSettings()
  const audio = new Audio()
  const addressOf = ({ itemId, contentIndex }: RecordingKey): string =>
    `${app.conversation.recordingsUrl}/${encodeURIComponent(itemId)}/${contentIndex}`
  const player = createPlayer(audio, addressOf, eachFrame, () => notices.add({ kind: 'error', error: notPlayed }))
  provide(playbackKey, player)

  const somebodySpeaks = (): boolean =>
    session.talk !== 'silent' || session.activity === 'listening' || session.activity === 'speaking'
  /** An open microphone would hear the recording, and send it: it is muted meanwhile, unless the user has muted it. */
  let muted = false
  watch(player.playing, (playing) => {
    const { ready } = session
    const isOpen = ready !== null && serverTakesTurns(ready.mode) && !ready.muted
    if (playing ? !isOpen : !muted) return
    muted = playing
    void session.mute(playing)
  })
  watch([somebodySpeaks, () => app.conversationId], player.stop)
  watch(
    () => settings.current?.audio.volume ?? 1,
    (volume) => (audio.volume = volume),
    { immediate: true },
  )
  onScopeDispose(player.stop)
}

/** The window's player; App provides it. */
export function usePlayback(): Player {
  const player = inject(playbackKey)
  if (!player) throw new Error('App provides the player')
  return player
}

const notPlayed = appError('playback.failed')

function eachFrame(callback: () => void): () => void {
  let frame = requestAnimationFrame(step)
  function step(): void {
    callback()
    frame = requestAnimationFrame(step)
  }
  return () => cancelAnimationFrame(frame)
}
