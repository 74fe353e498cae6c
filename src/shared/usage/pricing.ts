import type { ServerKind } from '../realtime/servers/server-kinds'
import { costInDollars } from './cost'
import type { Usage } from './usage'

/** What some usage costs, in US dollars; null when that is unknown. */
export type PriceOf = (used: Usage) => number | null

/**
 * What usage costs at a kind of server: the demo is free, and OpenAI's prices hold for its models where OpenAI or Azure
 * sells them. A model of the same name elsewhere may cost anything.
 */
export function pricing(soldBy: ServerKind, model: string): PriceOf {
  switch (soldBy) {
    case 'demo':
      return () => 0
    case 'openai':
    case 'azure':
      return (used) => costInDollars(used, model)
    default:
      return () => null
  }
}
