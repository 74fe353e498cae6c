import { ref, shallowRef } from 'vue'
import type { RecordingKey } from '../../../shared/history/recording'

/** What is played, and how long it is in milliseconds. */
export interface Played extends RecordingKey {
  readonly lengthMs: number
}

/** What of an `<audio>` element is used. */
export interface AudioElement {
  src: string
  /** Seconds. */
  readonly currentTime: number
  play(): Promise<void>
  pause(): void
  load(): void
  removeAttribute(name: string): void
  addEventListener(event: 'ended' | 'error' | 'pause' | 'play', listener: () => void): void
}

export type Player = ReturnType<typeof createPlayer>

/**
 * Plays recordings, one at a time in the whole window.
 * @param addressOf where a recording is served
 * @param eachFrame calls back before each frame that is drawn; returns the way to stop
 * @param onFailure a recording can't be played
 */
export function createPlayer(
  audio: AudioElement,
  addressOf: (key: RecordingKey) => string,
  eachFrame: (callback: () => void) => () => void,
  onFailure: () => void,
) {
  const current = shallowRef<Played | null>(null)
  const playing = ref(false)
  /** How far it is, in milliseconds. */
  const positionMs = ref(0)
  let unwatch: (() => void) | undefined

  audio.addEventListener('ended', stop)
  audio.addEventListener('error', fail)
  audio.addEventListener('pause', () => show(false)) // also by a headset's key
  audio.addEventListener('play', () => show(true))

  function show(isPlaying: boolean): void {
    playing.value = isPlaying && current.value !== null
    unwatch?.()
    unwatch = playing.value ? eachFrame(() => (positionMs.value = audio.currentTime * 1000)) : undefined
  }

  function start(played: Played): void {
    stop()
    current.value = played
    audio.src = addressOf(played)
    resume()
  }

  function resume(): void {
    const asked = current.value
    audio.play().catch((thrown: unknown) => {
      // Another one, or a pause, has overtaken it.
      const overtaken = thrown instanceof Error && thrown.name === 'AbortError'
      if (!overtaken && current.value === asked) fail()
    })
  }

  function fail(): void {
    if (current.value === null) return
    stop()
    onFailure()
  }

  /** Ends it; nothing is current any more. */
  function stop(): void {
    if (current.value === null) return
    current.value = null
    positionMs.value = 0
    audio.pause()
    show(false)
    audio.removeAttribute('src')
    audio.load() // lets go of the file
  }

  /** Plays a recording from its beginning, or pauses and resumes it. */
  function toggle(played: Played): void {
    if (!isCurrent(played)) start(played)
    else if (playing.value) audio.pause()
    else resume()
  }

  /** Whether it is this one that is played, or paused. */
  const isCurrent = (key: RecordingKey): boolean =>
    current.value?.conversationId === key.conversationId &&
    current.value.itemId === key.itemId &&
    current.value.contentIndex === key.contentIndex

  return { current, playing, positionMs, toggle, stop, isCurrent }
}
