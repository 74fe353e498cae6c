import { findPlaces, type Place } from '../../../../shared/history/matches'
import type { Query } from '../../../../shared/history/query'
import type { FoundConversation } from './search-candidates'

/** What was found, as it is looked at to rank it. */
export interface Candidate {
  readonly conversation: FoundConversation
  /** Milliseconds since 1970. */
  readonly at: number
  /** Where in its own text. */
  readonly places: readonly Place[]
  /** Whether it is a conversation's title. */
  readonly isTitle: boolean
  /** Whether somebody said it; what functions were called with is seldom what is looked for. */
  readonly isSaid: boolean
}

/** After so long something counts half of what it would if it were new, in milliseconds: thirty days. */
const HALF_LIFE_MS = 30 * 24 * 3_600_000

/** What each sign is worth, the strongest first. */
const worth = { wholeWords: 4, together: 3, title: 2, recent: 1.5, said: 1, pinned: 0.5 }

/**
 * The best first. Ranked here and not by FTS5's bm25: that counts in how many rows each word
 * stands, for which it reads all of them, and a common word stands in hundreds of thousands. That a word is rare says
 * little here anyway, since all words must be there.
 */
export function ranked<T extends Candidate>(candidates: readonly T[], query: Query): readonly T[] {
  const newest = candidates.reduce((time, { at }) => Math.max(time, at), 0)
  const inTitles = new Map<string, number>()
  const inTitle = ({ id, title }: FoundConversation): number => {
    const known = inTitles.get(id) ?? shareOf(findPlaces(title, query), query)
    inTitles.set(id, known)
    return known
  }
  return candidates
    .map((candidate) => {
      const { places, at, conversation, isTitle, isSaid } = candidate
      const whole = places.filter((place) => place.whole)
      const score =
        worth.wholeWords * shareOf(whole, query) +
        worth.together * nearness(places, query) +
        worth.title * (isTitle ? 1.5 : inTitle(conversation)) +
        worth.recent * 0.5 ** ((newest - at) / HALF_LIFE_MS) +
        worth.said * (isSaid ? 1 : 0) +
        worth.pinned * (conversation.pinned ? 1 : 0)
      return { candidate, score }
    })
    .toSorted((left, right) => right.score - left.score)
    .map(({ candidate }) => candidate)
}

const shareOf = (places: readonly Place[], query: Query): number =>
  new Set(places.map(({ term }) => term)).size / query.terms.length

/** 1 when all terms stand side by side in the order of the query, less the farther they are apart, 0 when one is missing. */
function nearness(places: readonly Place[], query: Query): number {
  const wanted = query.terms.reduce((sum, { words }) => sum + words.length, 0)
  const latest = new Map<number, Place>()
  let best = 0
  for (const place of places) {
    latest.set(place.term, place)
    if (latest.size < query.terms.length) continue
    const stand = [...latest.values()]
    const first = stand.reduce((least, { firstWord }) => Math.min(least, firstWord), Number.POSITIVE_INFINITY)
    const end = stand.reduce((most, { endWord }) => Math.max(most, endWord), 0)
    const isInOrder = query.terms.every((_, term) => term === 0 || startOf(latest, term - 1) < startOf(latest, term))
    best = Math.max(best, Math.min(1, wanted / (end - first)) * (isInOrder ? 1 : 0.8))
    if (best === 1) break
  }
  return best
}

const startOf = (places: ReadonlyMap<number, Place>, term: number): number => places.get(term)?.firstWord ?? 0
