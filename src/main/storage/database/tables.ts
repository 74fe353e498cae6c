import { noUsage } from '../../../shared/usage/usage'
import { mendItem } from './mend-item'
import type { Row } from './salvage/table-leaf'
import type { SqlValue } from './salvage/record'

/**
 * What a column holds, and so what tells a row of one table from one of another when pages are all that is left. `key` is
 * the row's number, which SQLite keeps outside of the row. An `item` is JSON without which the row is worth nothing;
 * `usage` is JSON that can be done without.
 */
type Kind = 'key' | 'integer' | 'integer?' | 'number' | 'number?' | 'text' | 'text?' | 'flag' | 'usage' | 'item'

export interface Table {
  readonly name: string
  readonly columns: Readonly<Record<string, Kind>>
}

/**
 * The tables that are copied out of damaged files and backups, parents first. A step of the schema that changes them
 * changes this, and sees to the rows of files that have not taken it.
 */
export const copiedTables: readonly Table[] = [
  {
    name: 'conversations',
    columns: {
      number: 'key',
      id: 'text',
      started_at: 'integer?',
      updated_at: 'integer',
      title: 'text',
      titled: 'flag',
      pinned: 'flag',
      model: 'text?',
      endpoint: 'text?',
      usage: 'usage',
      removed_at: 'integer?',
    },
  },
  {
    name: 'items',
    columns: { number: 'key', conversation: 'integer', id: 'text', position: 'number', running: 'flag', body: 'item' },
  },
  {
    name: 'responses',
    columns: {
      number: 'key',
      conversation: 'integer',
      id: 'text?',
      at: 'integer?',
      usage: 'usage',
      dollars: 'number?',
    },
  },
]

/** The tables that are made anew: indexes of words from the rows above, and what a file says of itself. */
export const freshTables: readonly string[] = ['words', 'titles', 'marks']

/** Every table. */
export const tableNames: readonly string[] = [...copiedTables.map(({ name }) => name), ...freshTables]

/** The values to insert for a row; null when it is not one of this table. */
export function asRowOf(table: Table, row: Row): readonly SqlValue[] | null {
  const kinds = Object.values(table.columns)
  if (row.values.length !== kinds.length || !Number.isSafeInteger(row.rowid)) return null
  const values: SqlValue[] = []
  for (const [index, kind] of kinds.entries()) {
    const value = mend(kind, row.values[index] ?? null, row.rowid)
    if (value === undefined) return null
    values.push(value)
  }
  return values
}

/** A value as its column takes it; undefined when the column would never hold it. */
function mend(kind: Kind, value: SqlValue, rowid: number): SqlValue | undefined {
  switch (kind) {
    case 'key':
      return value === null ? rowid : undefined
    case 'integer?':
    case 'number?':
    case 'text?':
      return value === null ? null : mend(required[kind], value, rowid)
    case 'integer':
      return Number.isInteger(value) ? value : undefined
    case 'number':
      return Number.isFinite(value) ? value : undefined
    case 'text':
      return typeof value === 'string' ? value : undefined
    case 'flag':
      return Number.isInteger(value) ? Number(value !== 0) : undefined
    case 'usage':
      if (typeof value !== 'string') return undefined
      return isUsage(value) ? value : JSON.stringify(noUsage)
    case 'item':
      return typeof value === 'string' ? (mendItem(value) ?? undefined) : undefined
  }
}

const required = { 'integer?': 'integer', 'number?': 'number', 'text?': 'text' } as const

function isUsage(json: string): boolean {
  try {
    const usage: unknown = JSON.parse(json)
    return typeof usage === 'object' && usage !== null && Object.keys(noUsage).every((name) => name in usage)
  } catch {
    return false // a damaged row
  }
}
