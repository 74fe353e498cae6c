import type { Cancel, Clock } from '../../../shared/clock'
import type { ConversationHead, ConversationKeeper } from '../../../shared/history/port'
import { isCorruption, storageFailure } from '../database/open-database'
import type { Announcer } from './announcer'
import { Checkpoints } from './checkpoints'
import type { HistoryFile } from './history-file'
import { Keeping, type Told } from './keeping'
import { KeptConversation } from './kept-conversation'
import { readItem, readWritten } from './read-conversation'
import { writeConversation } from './write-conversation'

export interface KeepingsOptions {
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
export class Keepings {
  readonly #options: KeepingsOptions
  readonly #checkpoints: Checkpoints
  readonly #keepings = new Map<string, Keeping>()
  #resting: Cancel | null = null
  #ended = false

  constructor(options: KeepingsOptions) {
    this.#options = options
    this.#checkpoints = new Checkpoints(options.clock, () => this.#writeAll())
  }

  /** The conversations that may go on. */
  get ids(): ReadonlySet<string> {
    return new Set(this.#keepings.keys())
  }

  keep(head: ConversationHead): ConversationKeeper {
    const keeping = this.#keepings.get(head.id) ?? this.#begin(head)
    const { clock } = this.#options
    return {
      record: (patches) => this.#take(keeping, { kind: 'patches', patches, at: clock.wallTime() }),
      respond: (response) => this.#take(keeping, { kind: 'response', response }),
      runsOn: (origin) => this.#take(keeping, { kind: 'origin', origin }),
    }
  }

  /** What of a conversation could not be written; null when it is all in the file. */
  unwritten(id: string): KeptConversation | null {
    const keeping = this.#keepings.get(id)
    return keeping?.isUnwritten ? keeping.conversation : null
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
      this.#keepings.get(id)?.erase()
      this.#keepings.delete(id)
    }
  }

  /** The file is another one now. */
  rebase(): void {
    for (const keeping of this.#keepings.values()) keeping.rebase()
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
    return [...this.#keepings.values()].some((keeping) => keeping.isUnwritten)
  }

  #begin(head: ConversationHead): Keeping {
    const keeping = new Keeping(head, () => this.#load(head))
    this.#keepings.set(head.id, keeping)
    return keeping
  }

  #load(head: ConversationHead): KeptConversation {
    const file = this.#options.file()
    return new KeptConversation(head, readWritten(file, head.id), ({ number }) =>
      number === null ? null : readItem(file, number),
    )
  }

  #take(keeping: Keeping, told: Told): void {
    if (this.#ended) return
    if (keeping.isErased) {
      this.#options.onWritten(keeping.head.id) // there is nothing to be written
      return
    }
    if (keeping.take(told)) this.#checkpoints.soon()
    else if (keeping.isUnwritten) this.#checkpoints.later()
  }

  #writeAll(): boolean {
    const errors: unknown[] = []
    for (const [id, keeping] of this.#keepings) {
      if (!keeping.isUnwritten) continue
      try {
        this.#write(keeping)
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

  #write(keeping: Keeping): void {
    keeping.catchUp()
    const { conversation } = keeping
    if (!conversation?.isUnwritten) return
    const { file, clock, announcer, onWrote } = this.#options
    const { kind, listed } = writeConversation(file(), conversation, clock.wallTime())
    onWrote()
    if (listed) announcer.changed()
    if (kind === 'erased') this.forget([keeping.head.id])
    if (kind === 'stale') {
      keeping.rebase()
      this.#write(keeping)
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
      for (const keeping of this.#keepings.values()) keeping.rest()
    })
  }
}
