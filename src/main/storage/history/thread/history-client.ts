import type { ChildProgram, LaunchChild } from '../../../../shared/child-program'
import type { Cancel, Clock } from '../../../../shared/clock'
import type { Transcript } from '../../../../shared/conversation/transcript'
import type {
  ConversationHead,
  ConversationKeeper,
  HistoryNews,
  HistoryPort,
  StoredConversation,
} from '../../../../shared/history/port'
import type { SearchRequest, SearchResult } from '../../../../shared/history/search'
import type { HistoryPage } from '../../../../shared/history/summary'
import { Failure } from '../../../../shared/ipc/result'
import { PendingRequests } from '../../../../shared/pending-requests'
import { within } from '../../../../shared/within'
import type { Answer, Asking, MethodName } from './history-methods'
import type { HistoryReport, HistoryRequest } from './messages'
import { UnacknowledgedMessages } from './unacknowledged'

export interface HistoryOptions {
  /** The file; its folder is made where there is none. */
  readonly path: string
  readonly clock: Clock
  /** Starts a thread of the history: `launchWorker` with the path of history-worker. */
  readonly launch: LaunchChild
}

/** How long the thread may take to write what is left when Parley ends, in milliseconds. */
const CLOSE_MS = 3000
/** When the file is looked through: not while Parley starts. In milliseconds. */
const CHECK_AFTER_MS = 10_000
/** How often the thread is started anew when it ends by itself. */
const MAX_RESTARTS = 1

/** The history in a file, whose thread is started at once. Never throws; what is wrong is told as trouble. */
export const openHistory = (options: HistoryOptions): HistoryPort => new HistoryClient(options)

/** The main side's end of the history: asks and tells the thread, and starts it anew when it dies. */
class HistoryClient implements HistoryPort {
  readonly #options: HistoryOptions
  readonly #listeners = new Set<(news: HistoryNews) => void>()
  readonly #requests = new PendingRequests()
  readonly #unacknowledged = new UnacknowledgedMessages()
  #thread: ChildProgram | null = null
  #checker: ChildProgram | null = null
  #cancelCheck: Cancel | null = null
  #restarts = 0
  #closing: Promise<void> | null = null

  constructor(options: HistoryOptions) {
    this.#options = options
    this.#start()
  }

  subscribe(listener: (news: HistoryNews) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  keep(head: ConversationHead): ConversationKeeper {
    this.#unacknowledged.keep(head)
    this.#post({ type: 'keep', head })
    const tell = (told: Parameters<UnacknowledgedMessages['add']>[1]): void => {
      if (!this.#closing) this.#post(this.#unacknowledged.add(head.id, told))
    }
    return {
      record: (patches) => tell({ kind: 'patches', patches }),
      respond: (response) => tell({ kind: 'response', response }),
      runsOn: ({ model, endpoint }) => tell({ kind: 'origin', origin: { model, endpoint } }),
    }
  }

  list(cursor: string | null, limit: number): Promise<HistoryPage> {
    return this.#ask({ name: 'list', parameters: [cursor, limit] })
  }

  search(request: SearchRequest): Promise<SearchResult> {
    return this.#ask({ name: 'search', parameters: [request] })
  }

  read(id: string): Promise<StoredConversation> {
    return this.#ask({ name: 'read', parameters: [id] })
  }

  rename(id: string, title: string): Promise<void> {
    return this.#ask({ name: 'rename', parameters: [id, title] })
  }

  pin(ids: readonly string[], pinned: boolean): Promise<void> {
    return this.#ask({ name: 'pin', parameters: [ids, pinned] })
  }

  remove(ids: readonly string[]): Promise<void> {
    return this.#ask({ name: 'remove', parameters: [ids] })
  }

  restore(ids: readonly string[]): Promise<void> {
    return this.#ask({ name: 'restore', parameters: [ids] })
  }

  purge(ids: readonly string[]): Promise<void> {
    return this.#ask({ name: 'purge', parameters: [ids] })
  }

  forgetBefore(updatedBefore: number): Promise<readonly string[]> {
    return this.#ask({ name: 'forgetBefore', parameters: [updatedBefore] })
  }

  forgetEverything(): Promise<void> {
    return this.#ask({ name: 'forgetEverything', parameters: [] })
  }

  ids(): Promise<readonly string[]> {
    return this.#ask({ name: 'ids', parameters: [] })
  }

  import(transcript: Transcript): Promise<{ readonly id: string; readonly added: boolean }> {
    return this.#ask({ name: 'import', parameters: [transcript] })
  }

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    await within(CLOSE_MS, this.#ask({ name: 'close', parameters: [] }), this.#options.clock)
    this.#end()
  }

  #start(): void {
    this.#thread = this.#options.launch({
      onMessage: (message) => this.#take(message as HistoryReport),
      onExit: () => this.#lost(),
    })
    this.#post({ type: 'open', path: this.#options.path })
  }

  #take(report: HistoryReport): void {
    switch (report.type) {
      case 'opened':
        if (this.#restarts > 0 && report.isFile) this.#tell({ kind: 'recovered' })
        return
      case 'answer':
      case 'refused':
        this.#requests.settle(report)
        return
      case 'news':
        this.#tell(report.news)
        return
      case 'written':
        this.#unacknowledged.written(report.conversation, report.number)
        return
      case 'check_wanted':
        this.#cancelCheck = this.#options.clock.schedule(CHECK_AFTER_MS, () => this.#check())
        return
      case 'checked':
        return
    }
  }

  /** Looking through a big file takes seconds, so another thread does it, and the first one is told. */
  #check(): void {
    if (this.#closing || !this.#thread) return
    this.#checker = this.#options.launch({
      onMessage: (message) => {
        const report = message as HistoryReport
        if (report.type !== 'checked') return
        this.#checker?.kill()
        this.#post({ type: 'checked', problems: report.problems })
      },
      onExit: () => (this.#checker = null),
    })
    this.#checker.post({ type: 'check', path: this.#options.path } satisfies HistoryRequest)
  }

  #lost(): void {
    if (!this.#thread) return
    this.#thread = null
    this.#requests.rejectAll(interrupted)
    if (this.#closing) return
    this.#tell({ kind: 'trouble', error: stopped().error })
    if (this.#restarts === MAX_RESTARTS) return
    this.#restarts++
    this.#start()
    for (const message of this.#unacknowledged.again()) this.#post(message)
  }

  #end(): void {
    const thread = this.#thread
    this.#thread = null
    thread?.kill()
    this.#cancelCheck?.()
    this.#checker?.kill()
  }

  #ask<Name extends MethodName>(question: Asking<Name>): Promise<Answer<Name>> {
    if (!this.#thread) return Promise.reject(stopped())
    return this.#requests.send((id) => this.#post({ type: 'ask', id, question } as HistoryRequest))
  }

  #post(message: HistoryRequest): void {
    this.#thread?.post(message)
  }

  #tell(news: HistoryNews): void {
    for (const listener of this.#listeners) listener(news)
  }
}

const interrupted = (): Failure => new Failure('storage.interrupted')

const stopped = (): Failure => new Failure('storage.stopped')
