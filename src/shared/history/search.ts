import { z } from 'zod'
import type { ItemId } from '../conversation/item'

/** What is searched for, and where. */
export const searchRequestSchema = z.object({
  /** As the user writes it: words, beginnings of words (the last one always counts as such), phrases in quotes. */
  query: z.string().max(1000),
  speaker: z.enum(['anyone', 'user', 'assistant']),
  /** Milliseconds since 1970; from the first, up to but without the second; null for no limit. */
  from: z.number().int().nullable(),
  until: z.number().int().nullable(),
  order: z.enum(['relevant', 'newest']),
  /** At most so many hits. */
  limit: z.number().int().min(1).max(200),
})
export type SearchRequest = z.infer<typeof searchRequestSchema>

/** A piece of a text that was found: from the code unit `start` up to, but without, `end`. */
export interface Mark {
  readonly start: number
  readonly end: number
}

/** A piece of a text around what was found in it, on one line; `…` stands for what is left out. */
export interface Excerpt {
  readonly text: string
  readonly marks: readonly Mark[]
}

export interface SearchHit {
  readonly conversationId: string
  readonly title: string
  /** The item in which it was found; null when it was the conversation's title. */
  readonly itemId: ItemId | null
  readonly speaker: 'user' | 'assistant' | 'other'
  /** Milliseconds since 1970. */
  readonly at: number
  readonly excerpt: Excerpt
}

export interface SearchResult {
  readonly hits: readonly SearchHit[]
  /** Whether there are more than were asked for. */
  readonly more: boolean
}
