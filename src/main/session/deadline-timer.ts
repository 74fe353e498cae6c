import type { Cancel, Clock } from '../../shared/clock'
import { type Deadline, deadlineOf } from './machine/deadlines'
import type { MachineState } from './machine/state'

/** Reports when a deadline of the session's state has passed. Each event of the server about its answer restarts it. */
export class DeadlineTimer {
  readonly #clock: Clock
  readonly #onOverdue: (kind: Deadline['kind']) => void
  #heardAt = 0
  #kind: Deadline['kind'] | null = null
  #cancel: Cancel = () => undefined

  constructor(clock: Clock, onOverdue: (kind: Deadline['kind']) => void) {
    this.#clock = clock
    this.#onOverdue = onOverdue
  }

  /**
   * Follows a state.
   * @param heard whether the server sent an event about its answer, or was just asked for one
   */
  follow(state: MachineState, heard: boolean): void {
    const deadline = deadlineOf(state)
    if (!heard && deadline?.kind === this.#kind) return
    // A late answer is still the same one; every other change starts a wait of its own.
    const continues = this.#kind === 'late_answer' && deadline?.kind === 'failed_answer'
    if (heard || !continues) this.#heardAt = this.#clock.now()
    this.#cancel()
    this.#cancel = () => undefined
    this.#kind = deadline?.kind ?? null
    if (!deadline) return
    const waitMs = Math.max(0, this.#heardAt + deadline.afterMs - this.#clock.now())
    this.#cancel = this.#clock.schedule(waitMs, () => this.#onOverdue(deadline.kind))
  }
}
