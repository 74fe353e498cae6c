import type { Clock } from '../../../shared/clock'
import type { Events } from '../../../shared/ipc/contract'

/** As many as are kept, newest last. */
const MAX_ERRORS = 50

export interface LoggedError {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly code: string
}

/** What went wrong in this run, by its codes alone: what was said about it may quote a user or a server. */
export class ErrorLog {
  readonly #clock: Clock
  #errors: LoggedError[] = []

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** A request failed. */
  note(code: string): void {
    this.#errors = [...this.#errors, { at: this.#clock.wallTime(), code }].slice(-MAX_ERRORS)
  }

  /** Takes note of the errors and warnings among the lines of a conversation. */
  follow({ patches }: Events['conversation.changed']): void {
    for (const patch of patches) {
      if (patch.op === 'insert' && patch.item.kind === 'notice' && patch.item.level !== 'info')
        this.note(patch.item.code)
    }
  }

  read(): readonly LoggedError[] {
    return this.#errors
  }
}
