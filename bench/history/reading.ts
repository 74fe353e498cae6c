import { performance } from 'node:perf_hooks'
import type { HistoryStore } from '../../src/main/storage/history/history-store'
import type { Measurement } from '../support/benchmark'
import { percentile } from '../support/measure'
import { CONVERSATIONS, conversationId } from './build'
import { between, createRandom } from './random'

const ROUNDS = 100
const PAGE = 50

/** Pages of the list, at its beginning and in its middle, and whole conversations. */
export function measureReading(store: HistoryStore): readonly Measurement[] {
  const random = createRandom(5)
  const middle = cursorAt(store, CONVERSATIONS / 2)
  const read = (): void => void store.read(conversationId(between(random, 1, CONVERSATIONS)))
  return [
    { name: 'history.list_ms', value: p95(() => store.list(null, PAGE)), target: 50 },
    { name: 'history.list_middle_ms', value: p95(() => store.list(middle, PAGE)), target: 50 },
    { name: 'history.read_ms', value: p95(read) },
  ]
}

function cursorAt(store: HistoryStore, place: number): string | null {
  let cursor: string | null = null
  for (let seen = 0; seen < place; seen += PAGE) cursor = store.list(cursor, PAGE).next
  return cursor
}

function p95(work: () => void): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const start = performance.now()
    work()
    return performance.now() - start
  })
  return percentile(times, 0.95)
}
