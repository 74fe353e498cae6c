import { performance } from 'node:perf_hooks'
import type { HistoryStore } from '../../src/main/storage/history/history-store'
import type { SearchRequest } from '../../src/shared/history/search'
import type { Measurement } from '../support/benchmark'
import { percentile } from '../support/measure'
import { queriesOf, type QueryKind } from './queries'

const kinds: readonly QueryKind[] = ['rare', 'common', 'two_common', 'prefix', 'long_prefix', 'phrase']
/** What users wait for. */
const TARGETS_MS = { newest: 20, relevant: 50 } as const

/**
 * How long searches take, by kind; as a whole what the slowest kind takes, so that the many queries of one kind don't hide
 * the few of another. The best ones are searched for after the newest, and find in memory what those have read.
 */
export function measureSearches(store: HistoryStore): readonly Measurement[] {
  return (['newest', 'relevant'] as const).flatMap((order) => {
    const name = order === 'newest' ? 'history.search' : 'history.search_ranked'
    const target = TARGETS_MS[order]
    const times = kinds.map((kind) => ({
      kind,
      times: queriesOf(kind).map((query) => timed(store, { ...query, order })),
    }))
    const all = times.flatMap((one) => one.times)
    return [
      { name: `${name}_ms`, value: Math.max(...times.map((one) => percentile(one.times, 0.95))), target },
      { name: `${name}_ms_max`, value: percentile(all, 1) },
      ...times.map((one) => ({ name: `${name}_${one.kind}_ms`, value: percentile(one.times, 0.95), target })),
    ]
  })
}

function timed(store: HistoryStore, request: SearchRequest): number {
  const start = performance.now()
  store.search(request)
  return performance.now() - start
}
