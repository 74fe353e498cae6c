import type { EndedResponse, ResponseRecord } from '../../../shared/conversation/transcript'
import type { PriceOf } from '../../../shared/usage/pricing'

/**
 * What a conversation costs while it goes on, each answer at the price of the model that gave it: endpoint and model may
 * change in its midst.
 */
export class RunningCost {
  readonly #responses: ResponseRecord[] = []
  #dollars: number | null = 0

  /** US dollars so far; null once anything was used whose price is unknown. */
  get dollars(): number | null {
    return this.#dollars
  }

  /** In the order in which they ended. */
  get responses(): readonly ResponseRecord[] {
    return this.#responses
  }

  /** Takes in what was spent before. */
  restore(responses: readonly ResponseRecord[]): void {
    for (const response of responses) this.#add(response)
  }

  /** Takes in a response that is over; the same with its price comes back. */
  follow(response: EndedResponse, priceOf: PriceOf): ResponseRecord {
    return this.#add({ ...response, dollars: priceOf(response.usage) })
  }

  #add(response: ResponseRecord): ResponseRecord {
    this.#responses.push(response)
    this.#dollars = this.#dollars === null || response.dollars === null ? null : this.#dollars + response.dollars
    return response
  }
}
