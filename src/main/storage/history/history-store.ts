import type { Cancel, Clock } from '../../../shared/clock'
import type { Transcript } from '../../../shared/conversation/transcript'
import type {
  ConversationHead,
  ConversationKeeper,
  HistoryNews,
  StoredConversation,
} from '../../../shared/history/port'
import type { SearchRequest, SearchResult } from '../../../shared/history/search'
import type { HistoryPage } from '../../../shared/history/summary'
import { Failure, toAppError } from '../../../shared/ipc/result'
import {
  type Database,
  eraseCopiesBefore,
  eraseLeftovers,
  isCorruption,
  storageFailure,
} from '../database/open-database'
import { Announcer } from './announcer'
import { pinConversations, removeConversations, renameConversation, restoreConversations } from './reading/change-list'
import { emptyLog, eraseBefore, eraseEverything, purgeConversations, purgeRemoved } from './file/erase'
import { HistoryFile } from './file/history-file'
import type { SynchronousHistory } from './thread/history-methods'
import { Housekeeping } from './file/housekeeping'
import { ConversationWriters } from './writing/conversation-writers'
import { allIds, listPage } from './reading/list-page'
import { writeFlag } from './file/file-flags'
import { pendingConversation, withPending } from './writing/pending'
import { readConversation } from './reading/read-conversation'
import { searchItems } from './search/search-items'
import { ERASE_AFTER_MS, eraseLeftBehind, SECOND_THOUGHTS_MS, settleFile } from './file/settle-file'
import { type Taken, importConversation } from './writing/import-conversation'
import { logOf } from '../../../shared/log'

const log = logOf('history')

export interface HistoryStoreOptions {
  readonly clock: Clock
  /** Where the file is, so that what lies beside it can be erased; null for one in memory. */
  readonly path?: string | null
  readonly onNews?: (news: HistoryNews) => void
  /** Everything that was told of a conversation so far is in the file. */
  readonly onWritten?: (id: string) => void
  /** The file turned out to be damaged; {@link HistoryStore.moveTo} goes on with another one. */
  readonly onDamage?: () => void
}

/**
 * The conversations in a file. All calls are synchronous: it belongs into a thread of its own, or into a command of the
 * terminal. What its methods do is said by `HistoryPort`; besides what is said there they throw Failures `storage.*`.
 */
export class HistoryStore implements SynchronousHistory {
  readonly #options: HistoryStoreOptions
  readonly #announcer: Announcer
  readonly #writers: ConversationWriters
  #file: HistoryFile
  #housekeeping: Housekeeping
  #version: number
  /** What is to be erased a while after the start. */
  #erasures: readonly Cancel[] = []
  #closed = false

  /** @param database one with the schema, as `openDatabase` opens it */
  constructor(database: Database, options: HistoryStoreOptions) {
    const { clock, onNews, onWritten, onDamage } = options
    this.#options = options
    this.#file = new HistoryFile(database)
    this.#housekeeping = new Housekeeping(this.#file, clock)
    this.#version = this.#file.version
    this.#announcer = new Announcer(clock, (news) => onNews?.(news))
    this.#writers = new ConversationWriters({
      clock,
      announcer: this.#announcer,
      file: () => this.#file,
      onWrote: () => this.#housekeeping.wrote(),
      onWritten: (id) => onWritten?.(id),
      onDamage: () => onDamage?.(),
    })
  }

  /**
   * Puts right what the last program left behind; only for the program that keeps conversations.
   * @returns whether the file should be looked through, as after an unclean end, and once a day
   */
  settle(): boolean {
    const { clock } = this.#options
    const begun = clock.wallTime()
    this.#erasures = [
      this.#eraseLater(ERASE_AFTER_MS, () => eraseLeftBehind(this.#file, clock.wallTime())),
      this.#eraseLater(SECOND_THOUGHTS_MS, () => void purgeRemoved(this.#file, begun, Number.MAX_SAFE_INTEGER)),
    ]
    return this.#change(() => settleFile(this.#file, clock))
  }

  /** The file was looked through, and is sound. */
  checked(): void {
    this.#change(() => writeFlag(this.#file, 'checked', this.#options.clock.wallTime()))
  }

  keep(head: ConversationHead): ConversationKeeper {
    return this.#writers.keep(head)
  }

  list(cursor: string | null, limit: number): HistoryPage {
    return this.#see(() => {
      this.#noticeOthers()
      return listPage(this.#file, cursor, limit)
    })
  }

  search(request: SearchRequest): SearchResult {
    return this.#see(() => searchItems(this.#file.database, request))
  }

  read(id: string): StoredConversation {
    return this.#see(() => {
      // While it can't be written, memory knows more than the file.
      const unwritten = this.#writers.unwritten(id)
      if (unwritten?.number === null) return pendingConversation(unwritten)
      const stored = readConversation(this.#file, id)
      return unwritten ? { ...stored, transcript: withPending(stored.transcript, unwritten) } : stored
    })
  }

  rename(id: string, title: string): void {
    this.#changeList(() => renameConversation(this.#file, id, title))
  }

  pin(ids: readonly string[], pinned: boolean): void {
    this.#changeList(() => pinConversations(this.#file, ids, pinned))
  }

  remove(ids: readonly string[]): void {
    this.#changeList(() => removeConversations(this.#file, ids, this.#options.clock.wallTime()))
  }

  restore(ids: readonly string[]): void {
    this.#changeList(() => restoreConversations(this.#file, ids))
  }

  purge(ids: readonly string[]): void {
    this.#changeList(() => this.#writers.forget(purgeConversations(this.#file, ids)))
  }

  forgetBefore(updatedBefore: number): readonly string[] {
    const erased = this.#changeList(() => eraseBefore(this.#file, updatedBefore, this.#writers.ids))
    try {
      if (this.#options.path) eraseCopiesBefore(this.#options.path, updatedBefore)
    } catch (thrown) {
      this.#options.onNews?.({ kind: 'notice', error: toAppError(thrown) })
    }
    return erased
  }

  forgetEverything(): void {
    this.#changeList(() => {
      eraseEverything(this.#file)
      this.#writers.forget(this.#writers.ids)
      if (this.#options.path) eraseLeftovers(this.#options.path)
    })
  }

  ids(): readonly string[] {
    return this.#see(() => allIds(this.#file))
  }

  import(transcript: Transcript): Taken {
    return this.#changeList(() => importConversation(this.#file, transcript, this.#options.clock.wallTime()))
  }

  /** Writes what is held back. @returns whether everything is in the file now; never throws */
  flush(): boolean {
    return this.#writers.flush()
  }

  /** Writes everything and closes the database, in bounded time; never throws. */
  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#writers.close()
    this.#announcer.stop()
    for (const cancel of this.#erasures) cancel()
    try {
      this.#housekeeping.finish()
      writeFlag(this.#file, 'ended', 1)
      emptyLog(this.#file)
    } catch (thrown) {
      // The next start finds that this one did not end in order, and checks the file.
      log.warn('The history could not be finished.', thrown)
    }
    this.#file.database.close()
  }

  /** Closes the file without writing to it; {@link moveTo} goes on. */
  letGo(): void {
    this.#writers.pause()
    this.#housekeeping.stop()
    this.#file.database.close()
  }

  /** Goes on with another file. What is known of conversations that go on, and is not in it, goes into it. */
  moveTo(database: Database): void {
    this.#file = new HistoryFile(database)
    this.#housekeeping = new Housekeeping(this.#file, this.#options.clock)
    this.#version = this.#file.version
    this.#writers.rebase()
    this.#announcer.changed()
  }

  #eraseLater(delayMs: number, erase: () => void): Cancel {
    return this.#options.clock.schedule(delayMs, () => {
      try {
        this.#change(erase)
      } catch (thrown) {
        // It is hidden, and erased after the next start.
        log.warn('Deleted conversations could not be erased.', thrown)
      }
    })
  }

  /** Goes on with an empty file: nothing of what is known is to go into it. */
  startOver(database: Database): void {
    this.#writers.forget(this.#writers.ids)
    this.moveTo(database)
  }

  /** Tells that the list has changed when another program has written to the file. */
  #noticeOthers(): void {
    const { version } = this.#file
    if (version === this.#version) return
    this.#version = version
    this.#announcer.changed()
  }

  /** Reads, with everything in the file that was told before. */
  #see<T>(look: () => T): T {
    this.#writers.catchUp()
    try {
      return look()
    } catch (error) {
      throw this.#asFailure(error)
    }
  }

  #change<T>(change: () => T): T {
    return this.#see(() => {
      const result = change()
      this.#housekeeping.wrote()
      return result
    })
  }

  #changeList<T>(change: () => T): T {
    const result = this.#change(change)
    this.#announcer.changed()
    return result
  }

  #asFailure(error: unknown): Failure {
    if (error instanceof Failure) return error
    if (isCorruption(error)) this.#options.onDamage?.()
    return storageFailure(error)
  }
}
