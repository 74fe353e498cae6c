import { concatSamples } from '../../src/main/audio/pcm'
import type { AudioPart } from '../../src/main/ports/session'
import type { TapeRecorder } from '../../src/main/session/tape/session-tape'
import { soundDigest } from './sound-digest'

/** Notes what a tape records, and sees to it that it keeps to the rules of a recorder. */
export class TapeNotes implements TapeRecorder {
  on = true
  readonly #open = new Map<string, Int16Array[]>()
  readonly #files = new Map<string, Int16Array>()

  /** What was finished, by item and part, as digests of the sound. */
  get files(): Readonly<Record<string, string>> {
    return Object.fromEntries([...this.#files].map(([name, samples]) => [name, soundDigest(samples)]))
  }

  /** The sound of a part that was finished; empty when there is none. */
  soundOf(part: AudioPart): Int16Array {
    return this.#files.get(nameOf(part)) ?? new Int16Array(0)
  }

  /** What is neither finished nor discarded. */
  get open(): readonly string[] {
    return [...this.#open.keys()]
  }

  add(part: AudioPart, samples: Int16Array): void {
    if (!this.on) throw new Error('Nothing is to be recorded')
    if (this.#files.has(nameOf(part))) throw new Error(`${nameOf(part)} was finished`)
    const blocks = this.#open.get(nameOf(part))
    if (blocks) blocks.push(samples.slice())
    else this.#open.set(nameOf(part), [samples.slice()])
  }

  finish(part: AudioPart): void {
    this.#files.set(nameOf(part), concatSamples(this.#take(part)))
  }

  rename(from: AudioPart, to: AudioPart): void {
    this.#open.set(nameOf(to), this.#take(from))
  }

  discard(part: AudioPart): void {
    this.#take(part)
  }

  #take(part: AudioPart): Int16Array[] {
    const blocks = this.#open.get(nameOf(part))
    if (!blocks) throw new Error(`Nothing was added to ${nameOf(part)}`)
    this.#open.delete(nameOf(part))
    return blocks
  }
}

const nameOf = ({ itemId, contentIndex }: AudioPart): string => `${itemId}/${contentIndex}`
