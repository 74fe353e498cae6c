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
    const isSame = deadline?.kind === this.#kind
    // Becoming late doesn't restart the wait; any other new deadline does.
    const continues = this.#kind === 'late_answer' && deadline?.kind === 'failed_answer'
    if (heard || !(isSame || continues)) this.#heardAt = this.#clock.now()
    // Pieces of an answer come by the hundred: the timer runs on, and looks at the time when it is over.
    if (isSame) return
    this.#cancel()
    this.#cancel = () => undefined
    this.#kind = deadline?.kind ?? null
    if (deadline) this.#wait(deadline)
  }

  #wait(deadline: Deadline): void {
    const waitMs = this.#heardAt + deadline.afterMs - this.#clock.now()
    if (waitMs <= 0) this.#onOverdue(deadline.kind)
    else this.#cancel = this.#clock.schedule(waitMs, () => this.#wait(deadline))
  }
}
