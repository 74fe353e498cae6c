import type { Cancel, Clock } from '../../shared/clock'
import { type Deadline, deadlinesOf } from './machine/deadlines'
import type { MachineState } from './machine/state'

interface RunningWait {
  deadline: Deadline
  since: number
  cancel: Cancel
}

/** Reports when a deadline of the session's state has passed. Each event of the server about its answer restarts that wait. */
export class DeadlineTimer {
  readonly #clock: Clock
  readonly #onOverdue: (deadline: Deadline) => void
  readonly #waits = new Map<string, RunningWait>()

  constructor(clock: Clock, onOverdue: (deadline: Deadline) => void) {
    this.#clock = clock
    this.#onOverdue = onOverdue
  }

  /**
   * Follows a state.
   * @param heard whether the server sent an event about its answer, or was just asked for one
   */
  follow(state: MachineState, heard: boolean): void {
    const deadlines = deadlinesOf(state)
    this.#end(deadlines)
    const now = this.#clock.now()
    const answer = this.#waits.get('answer')
    // Pieces of an answer come by the hundred: the timer runs on, and looks at the time when it is over.
    if (answer && heard) answer.since = now
    for (const deadline of deadlines) this.#begin(deadline, now)
  }

  /** Ends the waits that are over. */
  #end(deadlines: readonly Deadline[]): void {
    if (this.#waits.size === 0) return
    for (const [name, running] of this.#waits) {
      if (deadlines.some(({ wait }) => wait === name)) continue
      running.cancel()
      this.#waits.delete(name)
    }
  }

  #begin(deadline: Deadline, now: number): void {
    const known = this.#waits.get(deadline.wait)
    if (known?.deadline.kind === deadline.kind) return
    known?.cancel()
    const goesOn = known && known.deadline.afterMs < deadline.afterMs
    const running = { deadline, since: goesOn ? known.since : now, cancel: () => undefined }
    this.#waits.set(deadline.wait, running)
    this.#wait(running)
  }

  #wait(running: RunningWait): void {
    const { deadline, since } = running
    const waitMs = since + deadline.afterMs - this.#clock.now()
    if (waitMs <= 0) this.#onOverdue(deadline)
    else running.cancel = this.#clock.schedule(waitMs, () => this.#wait(running))
  }
}
