import { excerptAround } from '../../../../shared/history/excerpt'
import { findPlaces } from '../../../../shared/history/matches'
import { parseQuery, type Query } from '../../../../shared/history/query'
import type { SearchHit, SearchRequest, SearchResult } from '../../../../shared/history/search'
import { Failure } from '../../../../shared/ipc/result'
import type { Database } from '../../database/open-database'
import { type FoundItem, type FoundTitle, newestItems, newestTitles } from './search-candidates'
import { type Candidate, ranked } from './search-ranking'
import { matchExpression } from './word-query'

/** A sentence of this many words is long; more are a text that somebody pasted. */
const MAX_WORDS = 64
/** How many of the newest are ranked: as many as can be read while somebody waits. */
const RANKED_ITEMS = 200
const RANKED_TITLES = 100

interface SearchCandidate extends Candidate {
  readonly text: string
  readonly itemId: string | null
  readonly speaker: SearchHit['speaker']
}

/**
 * Finds what was said, and titles that users gave. What was removed is not found.
 * @throws Failure `search.too_long`
 */
export function searchItems(database: Database, request: SearchRequest): SearchResult {
  const query = parseQuery(request.query)
  if (query.terms.length === 0) return { hits: [], more: false }
  refuseTooLong(query)
  const found = request.order === 'newest' ? newest(database, request, query) : best(database, request, query)
  return { hits: found.slice(0, request.limit).map(toHit), more: found.length > request.limit }
}

function refuseTooLong(query: Query): void {
  const words = query.terms.reduce((sum, term) => sum + term.words.length, 0)
  if (words <= MAX_WORDS) return
  throw new Failure('search.too_long', { most: MAX_WORDS })
}

/** One more than are wanted, where there are more. */
function newest(database: Database, request: SearchRequest, query: Query): readonly SearchCandidate[] {
  const wanted = request.limit + 1
  const items = newestItems(database, matchExpression(query, request.speaker), request, wanted)
  const titles = titlesOf(database, request, query, wanted)
  return [...items.map((item) => itemCandidate(item, query)), ...titles].toSorted((left, right) => right.at - left.at)
}

/**
 * The newest that fit as whole words, the newest that fit at all, and the newest titles, in the order of their rank. Whole
 * words are looked for apart, since they are worth more and may be far behind what only begins alike.
 */
function best(database: Database, request: SearchRequest, query: Query): readonly SearchCandidate[] {
  const wholeWords: Query = { terms: query.terms.map(({ words }) => ({ words, beginning: false })) }
  const isWhole = query.terms.every(({ beginning }) => !beginning)
  const found = [wholeWords, ...(isWhole ? [] : [query])].flatMap((wanted) =>
    newestItems(database, matchExpression(wanted, request.speaker), request, Math.max(RANKED_ITEMS, request.limit + 1)),
  )
  const items = new Map(found.map((item) => [`${item.conversation.id} ${item.item.id}`, item]))
  const titles = titlesOf(database, request, query, RANKED_TITLES)
  return ranked([...titles, ...Array.from(items.values(), (item) => itemCandidate(item, query))], query)
}

/** A title is nobody's words. */
const titlesOf = (
  database: Database,
  request: SearchRequest,
  query: Query,
  limit: number,
): readonly SearchCandidate[] =>
  request.speaker === 'anyone'
    ? newestTitles(database, matchExpression(query), request, limit).map((title) => titleCandidate(title, query))
    : []

function itemCandidate({ conversation, item, said, at }: FoundItem, query: Query): SearchCandidate {
  const places = findPlaces(said.text, query)
  const isSaid = said.speaker !== 'other'
  return { conversation, at, places, isSaid, isTitle: false, text: said.text, itemId: item.id, speaker: said.speaker }
}

function titleCandidate({ conversation, at }: FoundTitle, query: Query): SearchCandidate {
  const places = findPlaces(conversation.title, query)
  const text = conversation.title
  return { conversation, at, places, isSaid: true, isTitle: true, text, itemId: null, speaker: 'other' }
}

const toHit = ({ conversation, itemId, speaker, at, text, places }: SearchCandidate): SearchHit => ({
  conversationId: conversation.id,
  title: conversation.title,
  itemId,
  speaker,
  at,
  excerpt: excerptAround(text, places),
})
