import { costInDollars } from '../../shared/usage/cost'
import { noUsage, type Usage } from '../../shared/usage/usage'

const fields = Object.keys(noUsage) as (keyof Usage)[]

/**
 * What a conversation costs while it goes on, each answer at the price of the model that gave it: endpoint and model may
 * change in its midst.
 */
export class RunningCost {
  #usage: Usage = noUsage
  #dollars: number | null = 0

  /** US dollars so far; null once anything was used whose price is unknown. */
  get dollars(): number | null {
    return this.#dollars
  }

  /**
   * Takes in the conversation's usage as it stands now.
   * @param priceOf what some usage costs where the session runs; null when that is unknown
   */
  follow(usage: Usage, priceOf: (used: Usage) => number | null): void {
    const used = Object.fromEntries(
      fields.map((field) => [field, usage[field] - this.#usage[field]]),
    ) as unknown as Usage
    this.#usage = usage
    if (fields.every((field) => used[field] === 0)) return
    const price = priceOf(used)
    this.#dollars = this.#dollars === null || price === null ? null : this.#dollars + price
  }
}

/** Prices are known for OpenAI's models where OpenAI or Azure sells them; the demo is free, other servers' are unknown. */
export const pricing =
  (kind: 'demo' | 'openai' | 'azure' | 'custom', model: string) =>
  (used: Usage): number | null => {
    if (kind === 'demo') return 0
    return kind === 'custom' ? null : costInDollars(used, model)
  }
