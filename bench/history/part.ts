import { statSync } from 'node:fs'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { systemClock } from '../../src/main/clock/system-clock'
import type { Database } from '../../src/main/storage/database/open-database'
import { HistoryStore } from '../../src/main/storage/history/history-store'
import { openHistoryFile } from '../../src/main/storage/history/file/open-history-file'
import type { Measurement } from '../support/benchmark'
import { median } from '../support/measure'
import { buildHistory, CONVERSATIONS, ITEMS_EACH } from './build'
import { measureExport } from './exporting'
import { measureCheckpoints } from './keeping'
import { measureReading } from './reading'
import { measureSearches } from './searching'

/** A part of the benchmark in a process of its own: `part.ts <part> <file>`. */

const parts = ['build', 'open', 'read', 'search', 'export', 'keep'] as const
export type Part = (typeof parts)[number]

const OPENINGS = 11
const MB = 1_000_000

async function run(part: Part, file: string): Promise<readonly Measurement[]> {
  switch (part) {
    case 'build':
      buildHistory(file)
      return []
    case 'open':
      return [...measureOpening(file), ...measureSizes(file)]
    case 'read':
      return withStore(file, measureReading)
    case 'search':
      return withStore(file, measureSearches)
    case 'export':
      return withStore(file, (store, database) => measureExport(store, path.dirname(file), storedBytes(database)))
    case 'keep':
      return withStore(file, measureCheckpoints)
  }
}

/** From nothing to the first page of the list. */
function measureOpening(file: string): readonly Measurement[] {
  const times = Array.from({ length: OPENINGS }, () => {
    const start = performance.now()
    const store = open(file).store
    store.list(null, 50)
    const time = performance.now() - start
    store.close()
    return time
  })
  return [{ name: 'history.open_ms', value: median(times), target: 100 }]
}

function measureSizes(file: string): readonly Measurement[] {
  const { store, database } = open(file)
  const index = first(database, 'SELECT sum(length(block)) FROM words_data')
  const items = storedBytes(database)
  store.close()
  const bytes = statSync(file).size
  return [
    { name: 'history.file_mb', value: bytes / MB },
    { name: 'history.index_mb', value: index / MB },
    { name: 'history.items_mb', value: items / MB },
    { name: 'history.bytes_per_item', value: bytes / (CONVERSATIONS * ITEMS_EACH) },
  ]
}

const storedBytes = (database: Database): number => first(database, 'SELECT sum(octet_length(body)) FROM items')

const first = (database: Database, sql: string): number => Number(database.prepare(sql).pluck().all()[0])

function open(file: string): { readonly store: HistoryStore; readonly database: Database } {
  const { database } = openHistoryFile(file, systemClock)
  const store = new HistoryStore(database, { clock: systemClock, path: file })
  store.settle()
  return { store, database }
}

async function withStore(
  file: string,
  measure: (store: HistoryStore, database: Database) => readonly Measurement[] | Promise<readonly Measurement[]>,
): Promise<readonly Measurement[]> {
  const { store, database } = open(file)
  try {
    return await measure(store, database)
  } finally {
    store.close()
  }
}

const [part = '', file = ''] = process.argv.slice(2)
const known = parts.find((name) => name === part)
if (known) {
  process.send?.(await run(known, file))
  process.disconnect()
}
