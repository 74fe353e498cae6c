import { beforeEach, describe, expect, it } from 'vitest'
import type { AudioElement, Player } from './player'
import { createPlayer } from './player'

/** An element that plays as soon as it is told to. */
class FakeAudio implements AudioElement {
  src = ''
  currentTime = 0
  paused = true
  refusal: Error | null = null
  readonly #listeners = new Map<string, () => void>()

  play(): Promise<void> {
    if (this.refusal) return Promise.reject(this.refusal)
    this.paused = false
    this.tell('play')
    return Promise.resolve()
  }

  pause(): void {
    if (this.paused) return
    this.paused = true
    this.tell('pause')
  }

  load(): void {
    this.currentTime = 0
  }

  removeAttribute(): void {
    this.src = ''
  }

  addEventListener(event: string, listener: () => void): void {
    this.#listeners.set(event, listener)
  }

  tell(event: 'play' | 'pause' | 'ended' | 'error'): void {
    this.#listeners.get(event)?.()
  }
}

let audio: FakeAudio
let player: Player
let frame: (() => void) | null
let failures: number

beforeEach(() => {
  audio = new FakeAudio()
  frame = null
  failures = 0
  player = createPlayer(
    audio,
    ({ itemId, contentIndex }) => `recordings/${encodeURIComponent(itemId)}/${contentIndex}`,
    (callback) => {
      frame = callback
      return () => (frame = null)
    },
    () => failures++,
  )
})

const one = { conversationId: 'c', itemId: 'a/b', contentIndex: 0, lengthMs: 2000 }
const other = { ...one, contentIndex: 1 }
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('the player', () => {
  it('plays, pauses and goes on', () => {
    player.toggle(one)
    expect([audio.src, audio.paused, player.playing.value]).toEqual(['recordings/a%2Fb/0', false, true])
    audio.currentTime = 1.5
    frame?.()
    expect(player.positionMs.value).toBe(1500)
    player.toggle(one)
    expect([audio.paused, player.playing.value, player.isCurrent(one), frame]).toEqual([true, false, true, null])
    player.toggle(one)
    expect([audio.paused, audio.currentTime]).toEqual([false, 1.5])
  })

  it('plays one at a time', () => {
    player.toggle(one)
    player.toggle(other)
    expect(audio.src).toBe('recordings/a%2Fb/1')
    expect([player.isCurrent(one), player.isCurrent(other), player.positionMs.value]).toEqual([false, true, 0])
  })

  it('is over at the end, and plays from the beginning again', () => {
    player.toggle(one)
    audio.currentTime = 2
    frame?.()
    audio.tell('ended')
    expect([player.current.value, player.playing.value, player.positionMs.value]).toEqual([null, false, 0])
    player.toggle(one)
    expect([audio.paused, audio.currentTime]).toEqual([false, 0])
  })

  it('falls silent and lets go of the file when it is stopped', () => {
    player.toggle(one)
    player.stop()
    expect([audio.paused, audio.src, player.current.value, frame]).toEqual([true, '', null, null])
    expect(failures).toBe(0)
  })

  it('says once that a recording can not be played', async () => {
    audio.refusal = new Error('no such file')
    player.toggle(one)
    audio.tell('error')
    await settled()
    expect([failures, player.current.value]).toEqual([1, null])
  })

  it('finds nothing wrong with being overtaken', async () => {
    audio.refusal = Object.assign(new Error('interrupted'), { name: 'AbortError' })
    player.toggle(one)
    await settled()
    expect([failures, player.isCurrent(one)]).toEqual([0, true])
  })

  it('does not blame another recording for the one before', async () => {
    audio.refusal = new Error('no such file')
    player.toggle(one)
    audio.refusal = null
    player.toggle(other)
    await settled()
    expect([failures, player.isCurrent(other), player.playing.value]).toEqual([0, true, true])
  })
})
