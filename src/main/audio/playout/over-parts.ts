/** As many are remembered. */
const MAX_PARTS = 256

/** Parts that are over, so that audio which arrives late for them isn't played as something new. The oldest are forgotten. */
export class OverParts {
  readonly #keys = new Set<string>()

  has(key: string): boolean {
    return this.#keys.has(key)
  }

  add(key: string): void {
    this.#keys.add(key)
    const [oldest] = this.#keys
    if (this.#keys.size > MAX_PARTS && oldest !== undefined) this.#keys.delete(oldest)
  }
}
