import { concatSamples } from '../../src/main/audio/pcm'
import type { Clock } from '../../src/shared/clock'
import { SAMPLES_PER_MS } from '../../src/shared/audio-format'
import type { Recording, RecordingKey, RecordingsNews, RecordingsPort } from '../../src/shared/history/recording'
import type { AppError } from '../../src/shared/ipc/result'
import { ManualClock } from './manual-clock'

interface Kept {
  readonly key: RecordingKey
  readonly samples: Int16Array
  readonly at: number
}

/** Recordings in memory: what tests of everything above them run on. Passes the same suite as the files do. */
export class MemoryRecordings implements RecordingsPort {
  readonly #clock: Clock
  readonly #running = new Map<string, { key: RecordingKey; blocks: Int16Array[] }>()
  readonly #kept = new Map<string, Kept>()
  readonly #listeners = new Set<(news: RecordingsNews) => void>()
  /** Keys whose sound so far could not be kept. */
  readonly #lost = new Set<string>()
  #trouble: AppError | null = null
  #told = false
  closed = false

  constructor(clock: Clock = new ManualClock()) {
    this.#clock = clock
  }

  /** From now on nothing can be kept; null: it can again. */
  fail(error: AppError | null): void {
    this.#trouble = error
  }

  /** The sound of a part that was finished. */
  soundOf(key: RecordingKey): Int16Array | null {
    return this.#kept.get(name(key))?.samples ?? null
  }

  /** Lets a part have been finished at another time, in milliseconds since 1970. */
  age(key: RecordingKey, at: number): void {
    const kept = this.#kept.get(name(key))
    if (kept) this.#kept.set(name(key), { ...kept, at })
  }

  /** Whether anything was ever given to it and is there still, finished or not. */
  get isEmpty(): boolean {
    return this.#kept.size === 0 && this.#running.size === 0
  }

  add(key: RecordingKey, samples: Int16Array): void {
    if (samples.length === 0 || this.closed || this.#lost.has(name(key))) return
    if (this.#trouble) {
      this.#lose(key, this.#trouble)
      return
    }
    const running = this.#running.get(name(key)) ?? { key, blocks: [] }
    running.blocks.push(samples.slice())
    this.#running.set(name(key), running)
  }

  finish(key: RecordingKey): void {
    this.#lost.delete(name(key))
    const running = this.#running.get(name(key))
    if (!running) return
    this.#running.delete(name(key))
    const samples = concatSamples(running.blocks)
    this.#kept.set(name(running.key), { key: running.key, samples, at: this.#clock.wallTime() })
    this.#told = false
    this.#tell({ kind: 'recorded', conversationId: running.key.conversationId })
  }

  rename(from: RecordingKey, to: RecordingKey): void {
    if (this.#lost.delete(name(from))) this.#lost.add(name(to))
    const running = this.#running.get(name(from))
    if (!running) return
    this.#running.delete(name(from))
    this.#running.set(name(to), { ...running, key: to })
  }

  discard(key: RecordingKey): void {
    this.#lost.delete(name(key))
    this.#running.delete(name(key))
  }

  list(conversationId: string): Promise<readonly Recording[]> {
    const kept = [...this.#kept.values()].filter(({ key }) => key.conversationId === conversationId)
    return Promise.resolve(
      kept.map(({ key: { itemId, contentIndex }, samples }) => ({
        itemId,
        contentIndex,
        lengthMs: Math.round(samples.length / SAMPLES_PER_MS),
      })),
    )
  }

  /** The path leads nowhere. */
  read(key: RecordingKey): Promise<{ readonly path: string; readonly mediaType: string } | null> {
    const found = this.#kept.has(name(key))
    return Promise.resolve(found ? { path: `/nowhere/${name(key)}.flac`, mediaType: 'audio/flac' } : null)
  }

  remove(conversationIds: readonly string[]): Promise<void> {
    const removed = new Set(conversationIds)
    return this.#erase((key) => removed.has(key.conversationId))
  }

  removeItem(conversationId: string, itemId: string): Promise<void> {
    return this.#erase((key) => key.conversationId === conversationId && key.itemId === itemId)
  }

  forgetEverything(): Promise<void> {
    return this.#erase(() => true)
  }

  retain({ recordedBefore, bytes }: { readonly recordedBefore: number | null; readonly bytes: number | null }) {
    let room = bytes ?? Number.POSITIVE_INFINITY
    const newestFirst = [...this.#kept].sort(([, one], [, other]) => other.at - one.at)
    for (const [named, { samples, at }] of newestFirst) {
      const old = recordedBefore !== null && at < recordedBefore
      if (!old) room -= samples.byteLength
      if (old || room < 0) this.#kept.delete(named)
    }
    return Promise.resolve()
  }

  subscribe(listener: (news: RecordingsNews) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  close(): Promise<void> {
    for (const { key } of [...this.#running.values()]) this.finish(key)
    this.closed = true
    return Promise.resolve()
  }

  #erase(matches: (key: RecordingKey) => boolean): Promise<void> {
    for (const [named, { key }] of this.#kept) if (matches(key)) this.#kept.delete(named)
    for (const [named, { key }] of this.#running) {
      if (!matches(key)) continue
      this.#running.delete(named)
      this.#lost.add(named)
    }
    return Promise.resolve()
  }

  #lose(key: RecordingKey, error: AppError): void {
    this.#lost.add(name(key))
    this.#running.delete(name(key))
    if (this.#told) return
    this.#told = true
    this.#tell({ kind: 'trouble', error })
  }

  #tell(news: RecordingsNews): void {
    for (const listener of this.#listeners) listener(news)
  }
}

const name = ({ conversationId, itemId, contentIndex }: RecordingKey): string =>
  JSON.stringify([conversationId, itemId, contentIndex])
