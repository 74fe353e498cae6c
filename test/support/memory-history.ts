import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { Patch } from '../../src/shared/conversation/patches'
import type { ResponseRecord, Transcript } from '../../src/shared/conversation/transcript'
import type {
  ConversationHead,
  ConversationKeeper,
  HistoryNews,
  HistoryPort,
  StoredConversation,
} from '../../src/shared/history/port'
import type { SearchRequest, SearchResult } from '../../src/shared/history/search'
import type { HistoryPage } from '../../src/shared/history/summary'
import { Failure } from '../../src/shared/ipc/result'
import { hitsIn } from './memory-history-search'
import { byList, comesAfter, cursorOf, MemoryConversation, type Origin } from './memory-conversation'

/**
 * A history in memory that does what the one on disk does, and at once: for tests of what stands on it. Searching finds
 * a piece of text as it is written.
 */
export class MemoryHistory implements HistoryPort {
  readonly #wallTime: () => number
  readonly #listeners = new Set<(news: HistoryNews) => void>()
  readonly #conversations = new Map<string, MemoryConversation>()
  readonly #kept = new Map<string, MemoryConversation>()
  #count = 0

  /** @param wallTime milliseconds since 1970 */
  constructor(wallTime: () => number = () => Date.now()) {
    this.#wallTime = wallTime
  }

  subscribe(listener: (news: HistoryNews) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Tells what only a disk can give rise to: trouble, or its end. */
  tell(news: HistoryNews): void {
    for (const listener of this.#listeners) listener(news)
  }

  keep(head: ConversationHead): ConversationKeeper {
    const conversation = this.#conversations.get(head.id) ?? this.#begin(head.id, head.startedAt)
    this.#kept.set(head.id, conversation)
    const record = (change: () => void): void => {
      if (this.#kept.get(head.id) === conversation) this.#record(conversation, change)
    }
    return {
      record: (patches: readonly Patch[]) => record(() => conversation.fold(patches, this.#wallTime())),
      respond: (response: ResponseRecord) => record(() => void conversation.responses.push(response)),
      runsOn: (origin: Origin) => record(() => (conversation.origin = origin)),
    }
  }

  list(cursor: string | null, limit: number): Promise<HistoryPage> {
    const left = this.#listed().filter((conversation) => cursor === null || comesAfter(conversation, cursor))
    const page = left.slice(0, limit)
    const last = page.at(-1)
    const next = last && left.length > page.length ? cursorOf(last) : null
    return Promise.resolve({ conversations: page.map((conversation) => conversation.summary()), next })
  }

  search(request: SearchRequest): Promise<SearchResult> {
    const hits = this.#listed().flatMap((conversation) => hitsIn(conversation, request))
    if (request.order === 'newest') hits.sort((left, right) => right.at - left.at)
    return Promise.resolve({ hits: hits.slice(0, request.limit), more: hits.length > request.limit })
  }

  read(id: string): Promise<StoredConversation> {
    return this.#with(id, (conversation) => ({
      summary: conversation.summary(),
      transcript: structuredClone(conversation.transcript()),
    }))
  }

  rename(id: string, title: string): Promise<void> {
    return this.#with(id, (conversation) => {
      conversation.ownTitle = title === '' ? null : title
      this.tell({ kind: 'changed' })
    })
  }

  pin(ids: readonly string[], pinned: boolean): Promise<void> {
    return this.#change(ids, (conversation) => (conversation.pinned = pinned))
  }

  remove(ids: readonly string[]): Promise<void> {
    return this.#change(ids, (conversation) => (conversation.removed = true))
  }

  restore(ids: readonly string[]): Promise<void> {
    return this.#change(ids, (conversation) => (conversation.removed = false))
  }

  purge(ids: readonly string[]): Promise<void> {
    return this.#change(ids, (conversation) => {
      if (conversation.removed) this.#forget(conversation.id)
    })
  }

  forgetBefore(updatedBefore: number): Promise<readonly string[]> {
    const forgotten = [...this.#conversations.values()].filter(
      (conversation) =>
        conversation.exists &&
        !conversation.pinned &&
        conversation.updatedAt < updatedBefore &&
        !this.#kept.has(conversation.id),
    )
    for (const { id } of forgotten) this.#forget(id)
    if (forgotten.length > 0) this.tell({ kind: 'changed' })
    return Promise.resolve(forgotten.map(({ id }) => id))
  }

  forgetEverything(): Promise<void> {
    this.#conversations.clear()
    this.#kept.clear()
    this.tell({ kind: 'changed' })
    return Promise.resolve()
  }

  ids(): Promise<readonly string[]> {
    const all = this.#listed().sort((left, right) => left.startedAt - right.startedAt || left.number - right.number)
    return Promise.resolve(all.map(({ id }) => id))
  }

  import(transcript: Transcript): Promise<{ readonly id: string; readonly added: boolean }> {
    const same = this.#listed().find((conversation) => isSame(conversation.transcript(), transcript))
    if (same) return Promise.resolve({ id: same.id, added: false })
    const own = transcript.id ?? randomUUID()
    const id = this.#conversations.get(own)?.exists ? randomUUID() : own
    this.#begin(id, transcript.startedAt).fill(transcript, this.#wallTime())
    this.tell({ kind: 'changed' })
    return Promise.resolve({ id, added: true })
  }

  close(): Promise<void> {
    return Promise.resolve()
  }

  #begin(id: string, startedAt: number | null): MemoryConversation {
    const conversation = new MemoryConversation(id, startedAt, this.#wallTime(), ++this.#count)
    this.#conversations.set(id, conversation)
    return conversation
  }

  #record(conversation: MemoryConversation, change: () => void): void {
    const before = JSON.stringify(this.#listed().map(({ id, title }) => [id, title]))
    change()
    const after = JSON.stringify(this.#listed().map(({ id, title }) => [id, title]))
    if (before !== after) this.tell({ kind: 'changed' })
  }

  #listed(): MemoryConversation[] {
    const listed = [...this.#conversations.values()].filter(({ exists, removed }) => exists && !removed)
    return listed.sort(byList)
  }

  #forget(id: string): void {
    this.#conversations.delete(id)
    this.#kept.delete(id)
  }

  #with<T>(id: string, use: (conversation: MemoryConversation) => T): Promise<T> {
    const conversation = this.#conversations.get(id)
    if (conversation?.exists && !conversation.removed) return Promise.resolve(use(conversation))
    return Promise.reject(new Failure('conversation.not_found'))
  }

  #change(ids: readonly string[], change: (conversation: MemoryConversation) => void): Promise<void> {
    for (const id of ids) {
      const conversation = this.#conversations.get(id)
      if (conversation?.exists) change(conversation)
    }
    this.tell({ kind: 'changed' })
    return Promise.resolve()
  }
}

/** Whether it is the same conversation, whatever it is called. */
const isSame = ({ id: _id, title: _title, ...left }: Transcript, right: Transcript): boolean =>
  isDeepStrictEqual(left, (({ id: _own, title: _other, ...rest }) => rest)(right))
