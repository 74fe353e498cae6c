/** Runs steps one after the other; a step that fails doesn't keep the next one from running. */
export class InOrder {
  #last: Promise<unknown> = Promise.resolve()

  /** Runs a step after those before it. Returns the step's own result, or its rejection. */
  run<T>(step: () => Promise<T>): Promise<T> {
    const result = this.#last.then(step)
    this.#last = result.catch(() => undefined) // the caller gets the rejection
    return result
  }

  /** Resolves when every step so far is over. */
  async settled(): Promise<void> {
    await this.#last
  }
}
