import type { Cancel, Clock } from '../../../shared/clock'
import type { HistoryNews } from '../../../shared/history/port'
import type { AppError } from '../../../shared/ipc/result'

/** The list is told to have changed at most so often, in milliseconds. */
const CHANGES_MS = 500

/** Tells what happens to the history: changes of the list not too often, and each trouble once until it is over. */
export class Announcer {
  readonly #clock: Clock
  readonly #tell: (news: HistoryNews) => void
  #trouble: string | null = null
  #quiet: Cancel | null = null
  #pending = false

  constructor(clock: Clock, tell: (news: HistoryNews) => void) {
    this.#clock = clock
    this.#tell = tell
  }

  changed(): void {
    if (this.#quiet) {
      this.#pending = true
      return
    }
    this.#quiet = this.#clock.schedule(CHANGES_MS, () => {
      this.#quiet = null
      if (!this.#pending) return
      this.#pending = false
      this.changed()
    })
    this.#tell({ kind: 'changed' })
  }

  trouble(error: AppError): void {
    if (this.#trouble === error.code) return
    this.#trouble = error.code
    this.#tell({ kind: 'trouble', error })
  }

  /** Writing works. */
  works(): void {
    if (this.#trouble === null) return
    this.#trouble = null
    this.#tell({ kind: 'recovered' })
  }

  stop(): void {
    this.#quiet?.()
    this.#quiet = null
  }
}
