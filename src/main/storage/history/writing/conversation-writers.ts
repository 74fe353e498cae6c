import type { Cancel, Clock } from '../../../../shared/clock'
import type { ConversationHead, ConversationKeeper } from '../../../../shared/history/port'
import { isCorruption, storageFailure } from '../../database/open-database'
import type { Announcer } from '../announcer'
import { Checkpoints } from './checkpoints'
import type { HistoryFile } from '../file/history-file'
import { ConversationWriter, type Told } from './conversation-writer'
import { KeptConversation } from './kept-conversation'
import { readItem, readWritten } from '../reading/read-conversation'
import { writeConversation } from './write-conversation'

export interface ConversationWritersOptions {
  readonly clock: Clock
  readonly announcer: Announcer
  /** The file to write to at the moment. */
  readonly file: () => HistoryFile
  /** Something was written. */
  readonly onWrote: () => void
  /** Everything that was told of a conversation so far is in the file. */
  readonly onWritten: (id: string) => void
  /** The file turned out to be damaged. */
  readonly onDamage: () => void
}

/** What a conversation in which nothing happens for so long holds is let go of, in milliseconds. */
const REST_MS = 60_000

/** The conversations that are being kept, and the writing of what is told of them. */
export class ConversationWriters {
  readonly #options: ConversationWritersOptions
  readonly #checkpoints: Checkpoints
  readonly #writers = new Map<string, ConversationWriter>()
  #resting: Cancel | null = null
  #ended = false

  constructor(options: ConversationWritersOptions) {
    this.#options = options
    this.#checkpoints = new Checkpoints(options.clock, () => this.#writeAll())
  }

  /** The conversations that may go on. */
  get ids(): ReadonlySet<string> {
    return new Set(this.#writers.keys())
  }

  keep(head: ConversationHead): ConversationKeeper {
    const writer = this.#writers.get(head.id) ?? this.#begin(head)
    const { clock } = this.#options
    return {
      record: (patches) => this.#take(writer, { kind: 'patches', patches, at: clock.wallTime() }),
      respond: (response) => this.#take(writer, { kind: 'response', response }),
      runsOn: (origin) => this.#take(writer, { kind: 'origin', origin }),
    }
  }

  /** What of a conversation could not be written; null when it is all in the file. */
  unwritten(id: string): KeptConversation | null {
    const writer = this.#writers.get(id)
    return writer?.isUnwritten ? writer.conversation : null
  }

  /** Writes what is held back. @returns whether everything is in the file; never throws */
  flush(): boolean {
    return !this.#isUnwritten || this.#checkpoints.flush()
  }

  /** The same for somebody who wants to read, unless it is known that it can't be written just now. */
  catchUp(): void {
    if (this.#checkpoints.works) this.flush()
  }

  /** Conversations were erased: what is told of them from now on is not kept. */
  forget(ids: Iterable<string>): void {
    for (const id of ids) {
      this.#writers.get(id)?.erase()
      this.#writers.delete(id)
    }
  }

  /** The file is another one now. */
  rebase(): void {
    for (const writer of this.#writers.values()) writer.rebase()
    this.#checkpoints.flush()
  }

  /** Nothing is written any more before something is told again. */
  pause(): void {
    this.#checkpoints.stop()
    this.#resting?.()
    this.#resting = null
  }

  /** Writes what can be written; what is told later is lost. */
  close(): void {
    this.flush()
    this.pause()
    this.#ended = true
  }

  get #isUnwritten(): boolean {
    return [...this.#writers.values()].some((writer) => writer.isUnwritten)
  }

  #begin(head: ConversationHead): ConversationWriter {
    const writer = new ConversationWriter(head, () => this.#load(head))
    this.#writers.set(head.id, writer)
    return writer
  }

  #load(head: ConversationHead): KeptConversation {
    const file = this.#options.file()
    return new KeptConversation(head, readWritten(file, head.id), ({ number }) =>
      number === null ? null : readItem(file, number),
    )
  }

  #take(writer: ConversationWriter, told: Told): void {
    if (this.#ended) return
    if (writer.isErased) {
      this.#options.onWritten(writer.head.id) // there is nothing to be written
      return
    }
    if (writer.take(told)) this.#checkpoints.soon()
    else if (writer.isUnwritten) this.#checkpoints.later()
  }

  #writeAll(): boolean {
    const errors: unknown[] = []
    for (const [id, writer] of this.#writers) {
      if (!writer.isUnwritten) continue
      try {
        this.#write(writer)
        this.#options.onWritten(id)
      } catch (error) {
        errors.push(error)
      }
    }
    this.#restLater()
    if (errors.length === 0) this.#options.announcer.works()
    else this.#fail(errors[0])
    return errors.length === 0
  }

  #write(writer: ConversationWriter): void {
    writer.catchUp()
    const { conversation } = writer
    if (!conversation?.isUnwritten) return
    const { file, clock, announcer, onWrote } = this.#options
    const { kind, listed } = writeConversation(file(), conversation, clock.wallTime())
    onWrote()
    if (listed) announcer.changed()
    if (kind === 'erased') this.forget([writer.head.id])
    if (kind === 'stale') {
      writer.rebase()
      this.#write(writer)
    }
  }

  #fail(error: unknown): void {
    this.#options.announcer.trouble(storageFailure(error).error)
    if (isCorruption(error)) this.#options.onDamage()
  }

  #restLater(): void {
    this.#resting?.()
    this.#resting = this.#options.clock.schedule(REST_MS, () => {
      this.#resting = null
      for (const writer of this.#writers.values()) writer.rest()
    })
  }
}
