import type { ServerKind } from '../realtime/servers/server-kinds'
import { costInDollars, pricesOf } from './cost'
import type { ModelPrices } from './prices'
import type { Usage } from './usage'

/** What some usage costs, in US dollars; null when that is unknown. */
export type PriceOf = (used: Usage) => number | null

/** What is known of a model's price. */
export type PriceList =
  | { readonly kind: 'free' }
  | { readonly kind: 'published'; readonly prices: ModelPrices }
  | { readonly kind: 'unknown' }

/**
 * The price of a model at a kind of server: the demo is free, and OpenAI's prices hold for its models where OpenAI or Azure
 * sells them. A model of the same name elsewhere may cost anything.
 */
export function priceListOf(soldBy: ServerKind, model: string): PriceList {
  if (soldBy === 'demo') return { kind: 'free' }
  const prices = soldBy === 'openai' || soldBy === 'azure' ? pricesOf(model) : undefined
  return prices ? { kind: 'published', prices } : { kind: 'unknown' }
}

/** What usage of a model costs at a kind of server. */
export function pricing(soldBy: ServerKind, model: string): PriceOf {
  const { kind } = priceListOf(soldBy, model)
  switch (kind) {
    case 'free':
      return () => 0
    case 'published':
      return (used) => costInDollars(used, model)
    case 'unknown':
      return () => null
  }
}
