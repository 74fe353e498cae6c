import type { Fault, FaultAction } from './fault'

/** Counts the events of a server, and says when something is to go wrong; each fault happens once. */
export class FaultPlan {
  readonly #waiting: Set<Fault>
  readonly #counts = new Map<string, number>()

  constructor(faults: readonly Fault[]) {
    this.#waiting = new Set(faults)
  }

  /** Counts an event that is about to be sent. @returns what is to happen first, in the order of the script */
  next(type: string): FaultAction[] {
    const counts = new Map([type, '*'].map((on) => [on, this.#count(on)]))
    return [...this.#waiting]
      .filter((fault) => counts.get(fault.on) === fault.nth)
      .map((fault) => {
        this.#waiting.delete(fault)
        return fault.action
      })
  }

  #count(on: string): number {
    const count = (this.#counts.get(on) ?? 0) + 1
    this.#counts.set(on, count)
    return count
  }
}
