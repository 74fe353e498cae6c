import type { Cancel, Clock } from '../../../../shared/clock'
import { emptyLog } from './erase'
import type { HistoryFile } from './history-file'
import { readErased, writeFlag } from './file-flags'
import { vanishWords } from './vanish-words'
import { logOf } from '../../../../shared/log'

const log = logOf('history')

/** Nothing has to be written for so long before the file is tidied up; in milliseconds. */
const IDLE_MS = 3000
/** Between two steps of longer work, in which what is to be kept is written. */
const PAUSE_MS = 30
/** While another program reads, the log can't be emptied. */
const AGAIN_MS = 10_000
/** How long the work may take when the program ends; what is left then is done after the next start. */
const FINAL_WORK_MS = 1500

/**
 * What is done with the file while nobody waits: what was written last is brought from the log into the file itself, and
 * the words of what was erased are taken out of both.
 */
export class Housekeeping {
  readonly #file: HistoryFile
  readonly #clock: Clock
  #cancel: Cancel | null = null
  #vanishing: Generator<undefined, void> | null = null
  /** How often something had been erased when the work on that began. */
  #erasures = 0

  constructor(file: HistoryFile, clock: Clock) {
    this.#file = file
    this.#clock = clock
  }

  /** Something was written: it is tidied up when no more is. */
  wrote(): void {
    this.#cancel?.()
    this.#cancel = this.#clock.schedule(IDLE_MS, () => this.#work())
  }

  /** Does what can be done before the program ends. */
  finish(): void {
    this.stop()
    if (readErased(this.#file) === 0) return
    const end = this.#clock.now() + FINAL_WORK_MS
    while (this.#step()) if (this.#clock.now() >= end) return
    this.#finishErasing()
  }

  stop(): void {
    this.#cancel?.()
    this.#cancel = null
  }

  #work(): void {
    this.#cancel = null
    try {
      this.#tidy()
    } catch (thrown) {
      // The disk may be full, or another program may be writing.
      log.warn('Tidying up failed; it is tried again.', thrown)
      this.#in(AGAIN_MS)
    }
  }

  #tidy(): void {
    if (!this.#vanishing && readErased(this.#file) === 0) {
      this.#file.all('PRAGMA wal_checkpoint(PASSIVE)')
      return
    }
    if (this.#step()) this.#in(PAUSE_MS)
    else if (!this.#finishErasing()) this.#in(AGAIN_MS)
  }

  /** @returns whether there is more to do */
  #step(): boolean {
    this.#vanishing ??= this.#begin()
    if (!this.#vanishing.next().done) return true
    this.#vanishing = null
    return false
  }

  #begin(): Generator<undefined, void> {
    this.#erasures = readErased(this.#file)
    return vanishWords(this.#file)
  }

  /** @returns false while there is more to do: the log can't be emptied, or more was erased meanwhile */
  #finishErasing(): boolean {
    if (!emptyLog(this.#file) || readErased(this.#file) !== this.#erasures) return false
    writeFlag(this.#file, 'erased', 0)
    return true
  }

  #in(delayMs: number): void {
    this.#cancel?.()
    this.#cancel = this.#clock.schedule(delayMs, () => this.#work())
  }
}
