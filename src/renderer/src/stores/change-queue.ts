import { appendAll } from '../../../shared/append-all'

/** Anything that carries the number of a change. */
interface Numbered {
  readonly sequence: number
}

/**
 * Puts numbered changes behind the snapshot that they belong to: what comes before the snapshot has arrived waits for
 * it, what the snapshot already has is dropped, and a missing number is noticed.
 */
export class ChangeQueue<C extends Numbered> {
  /** The number of the last change that was given out; null while a snapshot is awaited. */
  #last: number | null = null
  #waiting: C[] = []

  /** From now on changes wait for a snapshot. */
  awaitSnapshot(): void {
    this.#last = null
  }

  /** The snapshot is there; answers the changes to put on top of it, or null when one between them is missing. */
  begin(sequence: number): readonly C[] | null {
    const waiting = this.#waiting
    this.#waiting = []
    this.#last = sequence
    const next: C[] = []
    for (const change of waiting) {
      const ready = this.take(change)
      if (ready === null) return null
      appendAll(next, ready)
    }
    return next
  }

  /** Answers the changes to apply now: none or one. Null when a number is missing: a new snapshot is needed. */
  take(change: C): readonly C[] | null {
    if (this.#last === null) {
      this.#waiting.push(change)
      return []
    }
    if (change.sequence <= this.#last) return []
    if (change.sequence > this.#last + 1) return null
    this.#last = change.sequence
    return [change]
  }
}
