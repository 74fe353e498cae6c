import type { ParentProgram } from '../../../../shared/child-program'
import type { Clock } from '../../../../shared/clock'
import type { ConversationHead, ConversationKeeper } from '../../../../shared/history/port'
import { toAppError } from '../../../../shared/ipc/result'
import { checkIntegrity, eraseDatabase, isCorruption, type OpenedDatabase } from '../../database/open-database'
import { answer, type Question } from './history-methods'
import { HistoryStore } from '../history-store'
import type { HistoryReport, HistoryRequest, Telling } from './messages'
import { moveIn } from '../file/move-in'
import { openHistoryFile, recoverHistoryFile } from '../file/open-history-file'
import { logOf } from '../../../../shared/log'

const log = logOf('history')

/** Why a file can't be opened that may be over soon. */
const passing: ReadonlySet<string> = new Set(
  ['locked', 'full', 'io', 'not_writable', 'read_only'].map((reason) => `storage.${reason}`),
)
/** How long to wait before it is tried again, in milliseconds. */
const AGAIN_MS = 30_000

interface Kept {
  readonly keeper: ConversationKeeper
  /** The number of what was last told of it. */
  number: number
}

/** The thread of the history: the store, worked by messages. */
export class HistoryHost {
  readonly #clock: Clock
  readonly #parent: ParentProgram
  readonly #kept = new Map<string, Kept>()
  #path = ':memory:'
  /** Whether the file at the path is open, and not one in memory in its place. */
  #isFile = false
  #store: HistoryStore | null = null
  #isClosed = false
  #isRecovering = false

  constructor(clock: Clock, parent: ParentProgram) {
    this.#clock = clock
    this.#parent = parent
    parent.listen((message) => this.#take(message as HistoryRequest))
  }

  #take(request: HistoryRequest): void {
    switch (request.type) {
      case 'open':
        this.#open(request.path)
        return
      case 'check':
        this.#report({ type: 'checked', problems: problemsIn(request.path) })
        return
      case 'keep':
        this.#keep(request.head)
        return
      case 'tell':
        this.#tell(request.conversation, request.number, request.told)
        return
      case 'ask':
        this.#answer(request.id, request.question)
        return
      case 'checked':
        this.#checked(request.problems)
    }
  }

  #open(path: string): void {
    this.#path = path
    const { database } = this.#openFile(() => openHistoryFile(path, this.#clock))
    const store = new HistoryStore(database, {
      clock: this.#clock,
      path,
      onNews: (news) => this.#report({ type: 'news', news }),
      onWritten: (conversation) =>
        this.#report({ type: 'written', conversation, number: this.#kept.get(conversation)?.number ?? 0 }),
      onDamage: () => this.#recoverSoon(),
    })
    this.#store = store
    this.#report({ type: 'opened', isFile: this.#isFile })
    this.#attempt(() => {
      if (store.settle() && this.#isFile) this.#report({ type: 'check_wanted' })
    })
  }

  /** What can't be opened is told, and a file in memory takes its place: conversations go on. */
  #openFile(open: () => OpenedDatabase): OpenedDatabase {
    try {
      const opened = open()
      this.#isFile = true
      for (const error of opened.news) this.#report({ type: 'news', news: { kind: 'notice', error } })
      return opened
    } catch (thrown) {
      this.#isFile = false
      const error = toAppError(thrown)
      this.#report({ type: 'news', news: { kind: 'trouble', error } })
      if (passing.has(error.code)) this.#clock.schedule(AGAIN_MS, () => this.#comeBack())
      return openHistoryFile(':memory:', this.#clock)
    }
  }

  /** What kept the file from being opened may be over: then what was said meanwhile goes into it. */
  #comeBack(): void {
    const store = this.#store
    if (!store || this.#isFile || this.#isClosed) return
    try {
      const { database } = openHistoryFile(this.#path, this.#clock)
      moveIn(store, database, this.#clock)
      this.#isFile = true
      this.#report({ type: 'news', news: { kind: 'recovered' } })
    } catch (thrown) {
      log.warn('The history still can’t be opened; it is tried again.', thrown)
      this.#clock.schedule(AGAIN_MS, () => this.#comeBack())
    }
  }

  #keep(head: ConversationHead): void {
    const keeper = this.#store?.keep(head)
    if (keeper) this.#kept.set(head.id, { keeper, number: this.#kept.get(head.id)?.number ?? 0 })
  }

  #tell(conversation: string, number: number, told: Telling): void {
    const kept = this.#kept.get(conversation)
    if (!kept) return
    kept.number = number
    switch (told.kind) {
      case 'patches':
        kept.keeper.record(told.patches)
        return
      case 'response':
        kept.keeper.respond(told.response)
        return
      case 'origin':
        kept.keeper.runsOn(told.origin)
    }
  }

  #answer(id: number, question: Question): void {
    const store = this.#store
    if (!store) return
    try {
      if (question.name === 'close') this.#isClosed = true
      const forgets = question.name === 'forgetEverything'
      if (forgets) this.#forgetEverything(store)
      this.#report({ type: 'answer', id, value: forgets ? undefined : answer(store, question) })
    } catch (thrown) {
      this.#report({ type: 'refused', id, error: toAppError(thrown) })
    }
  }

  /** A file that could not be opened, or can't be used any more, is erased as well. */
  #forgetEverything(store: HistoryStore): void {
    if (this.#isFile && forgotEverything(store)) return
    store.letGo()
    try {
      eraseDatabase(this.#path)
    } finally {
      store.startOver(this.#openFile(() => openHistoryFile(this.#path, this.#clock)).database)
    }
  }

  #checked(problems: readonly string[]): void {
    if (problems.length > 0) this.#recoverSoon()
    else this.#attempt(() => this.#store?.checked())
  }

  /** Not in the middle of what found the damage. */
  #recoverSoon(): void {
    if (this.#isRecovering) return
    this.#isRecovering = true
    this.#clock.schedule(0, () => this.#recover())
  }

  /** Goes on with what can be saved of a damaged file. */
  #recover(): void {
    this.#isRecovering = false
    const store = this.#store
    if (!store || !this.#isFile) return
    store.letGo()
    const { database } = this.#openFile(() => recoverHistoryFile(this.#path, this.#clock))
    this.#attempt(() => store.moveTo(database))
  }

  /** What nobody asked for and can't be done is told. */
  #attempt(work: () => void): void {
    try {
      work()
    } catch (thrown) {
      this.#report({ type: 'news', news: { kind: 'trouble', error: toAppError(thrown) } })
    }
  }

  #report(report: HistoryReport): void {
    this.#parent.post(report)
  }
}

/** @returns whether that could be done in the file as it is */
function forgotEverything(store: HistoryStore): boolean {
  try {
    store.forgetEverything()
    return true
  } catch (thrown) {
    if (isCorruption(thrown)) return false
    throw thrown
  }
}

/** A file that can't be looked through is dealt with where it is opened. */
function problemsIn(path: string): readonly string[] {
  try {
    return checkIntegrity(path)
  } catch (thrown) {
    log.warn('The history could not be checked.', thrown)
    return []
  }
}
