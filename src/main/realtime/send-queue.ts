import type { ClientEvent } from '../../shared/realtime/client-events'
import { samplesToMs } from '../../shared/audio-format'

/** One thing to be sent. */
export type Entry =
  { readonly kind: 'event'; readonly event: ClientEvent } | { readonly kind: 'audio'; readonly samples: Int16Array }

/**
 * What waits to be sent, in order. Microphone audio is bounded: when the network can't keep up, the oldest audio goes
 * first, since a late answer to old words helps nobody. Events are few and are never dropped.
 */
export class SendQueue {
  readonly #maxAudioSamples: number
  #entries: Entry[] = []
  #audioSamples = 0

  /** @param maxAudioSamples how much audio may wait, in samples at 24 kHz */
  constructor(maxAudioSamples: number) {
    this.#maxAudioSamples = maxAudioSamples
  }

  get isEmpty(): boolean {
    return this.#entries.length === 0
  }

  addEvent(event: ClientEvent): void {
    this.#entries.push({ kind: 'event', event })
  }

  /** Adds audio; answers how many milliseconds had to be dropped for it. */
  addAudio(samples: Int16Array): number {
    this.#entries.push({ kind: 'audio', samples })
    this.#audioSamples += samples.length
    let dropped = 0
    while (this.#audioSamples > this.#maxAudioSamples) {
      const oldest = this.#entries.findIndex((entry) => entry.kind === 'audio')
      const [entry] = this.#entries.splice(oldest, 1)
      if (entry?.kind !== 'audio') break
      this.#audioSamples -= entry.samples.length
      dropped += entry.samples.length
    }
    return samplesToMs(dropped)
  }

  /** Takes the next entry out. */
  next(): Entry | undefined {
    const entry = this.#entries.shift()
    if (entry?.kind === 'audio') this.#audioSamples -= entry.samples.length
    return entry
  }

  clear(): void {
    this.#entries = []
    this.#audioSamples = 0
  }
}
