import { fastClock } from './fast-clock'
import type { MicrophoneListener, PlayedAudio, SpeakerListener } from '../../src/main/ports/session'
import { SessionService } from '../../src/main/session/service'
import type { MessageItem } from '../../src/shared/conversation/item'
import { messageText } from '../../src/shared/conversation/item'
import type { ServerKind } from '../../src/shared/realtime/servers/server-kinds'
import type { TurnMode } from '../../src/shared/realtime/turn-mode'
import type { AudioPart } from '../../src/shared/session/audio-part'
import { wayTo } from './stand-in-transport'

/** A session over a real socket, with a microphone and a speaker that are as fast as a test. */
export class StandInSession {
  readonly service: SessionService
  #microphone: MicrophoneListener | null = null
  #speaker: SpeakerListener | null = null
  /** Parts that are being heard. */
  readonly #playing = new Map<string, { readonly part: AudioPart; samples: number }>()
  /** Samples that were played in all. */
  playedSamples = 0

  constructor(kind: ServerKind, url: string, mode: TurnMode) {
    const { transport, settings } = wayTo(kind, url, mode)
    this.service = new SessionService({
      clock: fastClock(10), // what a server never says is not waited for in real time
      transport,
      microphone: {
        open: (listener) => {
          this.#microphone = listener
          listener.onFrame(new Int16Array(240))
          return Promise.resolve()
        },
        close: () => Promise.resolve(),
      },
      speaker: {
        open: (listener) => {
          this.#speaker = listener
          return Promise.resolve()
        },
        enqueue: (part, samples) => this.#enqueue(part, samples.length),
        finish: (part) => this.#finish(part),
        interrupt: () => Promise.resolve(this.#interrupt()),
        close: () => Promise.resolve(),
      },
    })
    this.service.start(settings)
  }

  /** Resolves when the session shows an activity. */
  async until(activity: string): Promise<void> {
    await this.#so(() => this.service.state.phase === 'ready' && this.service.state.activity === activity)
  }

  /** A typed turn, to the end of its answer. */
  async type(text: string): Promise<void> {
    this.service.type(text)
    await this.until('waiting')
  }

  /** A spoken turn of 300 ms with silence behind it, to the end of its answer; the key is held in push-to-talk. */
  async speak(): Promise<void> {
    await this.#so(() => this.service.state.phase === 'ready' && this.service.state.microphoneOpen)
    const { state } = this.service
    const isHeld = state.phase === 'ready' && state.mode === 'ptt'
    if (isHeld) this.service.post({ type: 'press' })
    await this.service.settled()
    this.#hear(30, 8_000)
    if (isHeld) this.service.post({ type: 'release' })
    this.#hear(40, 0)
    await this.until('thinking').catch(() => undefined)
    await this.until('waiting')
  }

  /** Changes how turns are taken. */
  async use(mode: TurnMode): Promise<void> {
    this.service.post({ type: 'change_mode', mode })
    await this.#so(() => this.service.state.phase === 'ready' && this.service.state.mode === mode)
  }

  /** Asks for a long answer and stops it in its midst. */
  async interrupt(): Promise<void> {
    this.service.type('long')
    await this.until('speaking')
    this.service.post({ type: 'interrupt' })
    await this.service.settled()
    await this.until('waiting')
  }

  /** Who said what, in order. */
  said(): readonly string[] {
    return this.service.conversation
      .snapshot()
      .filter((item): item is MessageItem => item.kind === 'message')
      .map((item) => `${item.role}: ${messageText(item) || '(spoken)'}`)
  }

  /** The lines that are neither said nor called. */
  notices(): readonly string[] {
    return this.service.conversation
      .snapshot()
      .flatMap((item) => (item.kind === 'notice' ? [`${item.level} ${item.code}: ${item.text}`] : []))
  }

  close(): Promise<void> {
    return this.service.stop()
  }

  #hear(frames: number, level: number): void {
    for (let frame = 0; frame < frames; frame++) {
      const samples = Int16Array.from({ length: 240 }, (_, index) => level * Math.sin(index / 4))
      this.#microphone?.onFrame(samples)
    }
  }

  #enqueue(part: AudioPart, samples: number): void {
    const key = `${part.contentIndex}:${part.itemId}`
    const playing = this.#playing.get(key) ?? { part, samples: 0 }
    playing.samples += samples
    this.playedSamples += samples
    this.#playing.set(key, playing)
    this.#speaker?.onProgress(played(playing, false))
  }

  #finish(part: AudioPart): void {
    const key = `${part.contentIndex}:${part.itemId}`
    const playing = this.#playing.get(key)
    this.#playing.delete(key)
    if (playing) setImmediate(() => this.#speaker?.onHeard(played(playing, true)))
  }

  #interrupt(): readonly PlayedAudio[] {
    const stopped = [...this.#playing.values()].map((playing) => played(playing, false))
    this.#playing.clear()
    return stopped
  }

  /** Resolves when something is so; rejects where the session has ended. */
  #so(isSo: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const check = (): void => {
        const { state } = this.service
        if (isSo()) resolve()
        else if (state.phase === 'closed') reject(new Error(`The session ended: ${state.error?.message ?? ''}`))
        else return
        unsubscribe()
      }
      const unsubscribe = this.service.subscribe(check)
      check()
    })
  }
}

const played = ({ part, samples }: { part: AudioPart; samples: number }, complete: boolean): PlayedAudio => ({
  ...part,
  receivedSamples: samples,
  playedSamples: complete ? samples : Math.floor(samples / 2),
  complete,
})
