/** As many are remembered. */
const MOST = 256

/** Parts that are over, so that audio which arrives late for them isn't played as something new. The oldest are forgotten. */
export class OverParts {
  readonly #keys = new Set<string>()

  has(key: string): boolean {
    return this.#keys.has(key)
  }

  add(key: string): void {
    this.#keys.add(key)
    const [oldest] = this.#keys
    if (this.#keys.size > MOST && oldest !== undefined) this.#keys.delete(oldest)
  }
}
