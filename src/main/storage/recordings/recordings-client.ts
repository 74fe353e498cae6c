import { existsSync } from 'node:fs'
import type { ChildProgram, LaunchChild } from '../../../shared/child-program'
import type { Clock } from '../../../shared/clock'
import type { Recording, RecordingKey, RecordingsNews, RecordingsPort } from '../../../shared/history/recording'
import { Failure } from '../../../shared/ipc/result'
import { PendingRequests } from '../../../shared/pending-requests'
import { within } from '../../../shared/within'
import type { FromRecordings, Question, Questions, ToRecordings } from './messages'

export interface RecordingsOptions {
  /** Made when something is recorded for the first time. */
  readonly folder: string
  readonly clock: Clock
  /** Starts the thread that encodes and writes; not before there is something to record or to look after. */
  readonly launch: LaunchChild
}

/** How long the thread may take to finish what it writes when Parley ends, in milliseconds. */
const CLOSE_MS = 3000

/** Recordings as files, kept by a thread of its own; nothing is read or written here. */
export const openRecordings = (options: RecordingsOptions): RecordingsPort => new RecordingsClient(options)

class RecordingsClient implements RecordingsPort {
  readonly #options: RecordingsOptions
  readonly #listeners = new Set<(news: RecordingsNews) => void>()
  readonly #requests = new PendingRequests()
  /** What is being recorded, and whether its thread has ended meanwhile: then its beginning is missing. */
  readonly #growing = new Map<string, 'whole' | 'broken'>()
  #thread: ChildProgram | null = null
  #closed = false
  /** Whether it was told that the thread has ended, and nothing was recorded since. */
  #toldLoss = false

  constructor(options: RecordingsOptions) {
    this.#options = options
  }

  add(key: RecordingKey, samples: Int16Array): void {
    const name = nameOf(key)
    if (this.#closed || this.#growing.get(name) === 'broken') return
    this.#growing.set(name, 'whole')
    this.#post({ type: 'add', key, samples })
  }

  finish(key: RecordingKey): void {
    if (this.#end(key)) this.#post({ type: 'finish', key })
  }

  discard(key: RecordingKey): void {
    if (this.#end(key)) this.#post({ type: 'discard', key })
  }

  rename(from: RecordingKey, to: RecordingKey): void {
    const state = this.#growing.get(nameOf(from))
    if (state === undefined) return
    this.#growing.delete(nameOf(from))
    this.#growing.set(nameOf(to), state)
    if (state === 'whole') this.#post({ type: 'rename', from, to })
  }

  async list(conversationId: string): Promise<readonly Recording[]> {
    return this.#isEmpty ? [] : this.#ask('list', conversationId)
  }

  async read(key: RecordingKey): Promise<{ readonly path: string; readonly mediaType: string } | null> {
    return this.#isEmpty ? null : this.#ask('read', key)
  }

  async remove(conversationIds: readonly string[]): Promise<void> {
    if (!this.#isEmpty) await this.#ask('remove', conversationIds)
  }

  async removeItem(conversationId: string, itemId: string): Promise<void> {
    if (!this.#isEmpty) await this.#ask('removeItem', { conversationId, itemId })
  }

  async forgetEverything(): Promise<void> {
    if (!this.#isEmpty) await this.#ask('forgetEverything', undefined)
  }

  async retain(limits: { readonly recordedBefore: number | null; readonly bytes: number | null }): Promise<void> {
    if (!this.#isEmpty) await this.#ask('retain', limits)
  }

  subscribe(listener: (news: RecordingsNews) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async close(): Promise<void> {
    this.#closed = true
    const thread = this.#thread
    if (!thread) return
    await within(CLOSE_MS, this.#ask('close', undefined), this.#options.clock)
    thread.kill()
  }

  /** Whether nothing was ever recorded, or is being: most users never do, and need no thread. */
  get #isEmpty(): boolean {
    return this.#closed || (!this.#thread && !existsSync(this.#options.folder))
  }

  #end(key: RecordingKey): boolean {
    const wasWhole = this.#growing.get(nameOf(key)) === 'whole'
    this.#growing.delete(nameOf(key))
    return wasWhole && !this.#closed
  }

  #ask<Name extends keyof Questions>(name: Name, takes: Questions[Name]['takes']): Promise<Questions[Name]['gives']> {
    return this.#requests.send((id) => this.#post({ type: 'ask', id, name, takes } as Question))
  }

  #post(message: ToRecordings): void {
    this.#thread ??= this.#launch()
    this.#thread.post(message)
  }

  #launch(): ChildProgram {
    const thread = this.#options.launch({
      onMessage: (message) => this.#hear(message as FromRecordings),
      onExit: () => this.#lose(),
    })
    thread.post({ type: 'open', folder: this.#options.folder } satisfies ToRecordings)
    return thread
  }

  #hear(message: FromRecordings): void {
    if (message.type !== 'news') {
      this.#requests.settle(message)
      return
    }
    if (message.news.kind === 'recorded') this.#toldLoss = false
    this.#tell(message.news)
  }

  /** The thread has ended, and with it what was being recorded; another one is started when it is needed. */
  #lose(): void {
    this.#thread = null
    for (const name of this.#growing.keys()) this.#growing.set(name, 'broken')
    this.#requests.rejectAll(stopped)
    if (!this.#closed && !this.#toldLoss) this.#tell({ kind: 'trouble', error: stopped().error })
    this.#toldLoss = true
  }

  #tell(news: RecordingsNews): void {
    for (const listener of this.#listeners) listener(news)
  }
}

const stopped = (): Failure => new Failure('storage.recorder_lost')

const nameOf = ({ conversationId, itemId, contentIndex }: RecordingKey): string =>
  JSON.stringify([conversationId, itemId, contentIndex])
