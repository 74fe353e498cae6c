import type { SearchRequest } from '../../src/shared/history/search'
import { BEGAN_AT, CONVERSATIONS, EVERY_MS } from './build'
import { between, createRandom } from './random'
import { createVocabulary } from './vocabulary'

export type QueryKind = 'rare' | 'common' | 'two_common' | 'prefix' | 'long_prefix' | 'phrase'

const COMMON = 30

/** Queries of each kind, each as it is, for one speaker, and for some months only. */
export function queriesOf(kind: QueryKind): readonly Omit<SearchRequest, 'order'>[] {
  return typed(kind).flatMap((query, index) => {
    const anywhere = { query, speaker: 'anyone', from: null, until: null, limit: 50 } as const
    const from = Math.floor(BEGAN_AT + ((index % 10) / 10) * CONVERSATIONS * EVERY_MS)
    return [
      anywhere,
      { ...anywhere, speaker: index % 2 === 0 ? ('user' as const) : ('assistant' as const) },
      { ...anywhere, from, until: Math.floor(from + (CONVERSATIONS * EVERY_MS) / 10) },
    ]
  })
}

function typed(kind: QueryKind): readonly string[] {
  const vocabulary = createVocabulary()
  const random = createRandom(3)
  const common = vocabulary.slice(0, COMMON)
  const oneOf = (words: readonly string[]): string => words[between(random, 0, words.length - 1)] ?? ''
  const many = (count: number, make: () => string): readonly string[] => Array.from({ length: count }, make)
  switch (kind) {
    case 'rare':
      return many(50, () => oneOf(vocabulary.slice(5000)))
    case 'common':
      return common
    case 'two_common':
      return many(50, () => `${oneOf(common)} ${oneOf(common)}`)
    case 'prefix':
      return many(50, () => oneOf(vocabulary.slice(0, 1000)).slice(0, 2))
    case 'long_prefix':
      return beginnings(vocabulary.slice(0, 150))
    case 'phrase':
      return many(50, () => `"${oneOf(common)} ${oneOf(common)}"`)
  }
}

/** What common words look like while they are being typed, from the third letter on. */
const beginnings = (words: readonly string[]): readonly string[] => [
  ...new Set(words.flatMap((word) => Array.from(word, (_, end) => word.slice(0, end + 1)).slice(2))),
]
