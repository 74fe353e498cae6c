/** Runs steps one after the other, whatever becomes of each. */
export class InOrder {
  #last: Promise<unknown> = Promise.resolve()

  /** Runs a step when those before it are done; answers what it answers. */
  run<T>(step: () => Promise<T>): Promise<T> {
    const result = this.#last.then(step)
    this.#last = result.catch(() => undefined) // it is told to whoever asked for the step
    return result
  }
}
