import { types } from 'node:util'
import type Libsql from 'libsql'

type Statement = Libsql.Statement

/**
 * Makes a connection read every text as bytes, and decodes them here. libsql ends the whole process at a text that is not
 * UTF-8 (https://github.com/tursodatabase/libsql/issues/1223), and one changed bit in a file is enough for one.
 */
export function readTextSafely(database: Libsql.Database): void {
  const prepare = database.prepare.bind(database) as (sql: string) => Statement
  const safely = (sql: string): Statement => {
    const statement = prepare(sql)
    if (!/^\s*(?:SELECT|WITH)\b/i.test(sql)) return statement
    try {
      return decoding(prepare(asBytes(sql, statement)))
    } catch {
      // It changes something, and answers nothing.
      return statement
    }
  }
  database.prepare = safely as Libsql.Database['prepare']
}

/** The same query, with bytes for texts; SQLite keeps the order of a single inner query. */
function asBytes(sql: string, statement: Statement): string {
  const names = statement.columns().map(({ name }) => `"${name.replaceAll('"', '""')}"`)
  const columns = names.map((name, index) => {
    const column = `c${index}`
    return `CASE typeof(${column}) WHEN 'text' THEN CAST(${column} AS BLOB) ELSE ${column} END AS ${name}`
  })
  const inner = `inner_query (${names.map((_, index) => `c${index}`).join(', ')})`
  return `WITH ${inner} AS (${sql.replace(/;\s*$/, '')}\n) SELECT ${columns.join(', ')} FROM inner_query`
}

/** `all` is made from `iterate`. */
function decoding(statement: Statement): Statement {
  const get = statement.get.bind(statement)
  const iterate = statement.iterate.bind(statement)
  statement.get = (...bound) => decodeRow(get(...bound))
  statement.iterate = (...bound) => decodeRows(iterate(...bound))
  return statement
}

function* decodeRows(rows: IterableIterator<unknown>): Generator<unknown, undefined> {
  for (const row of rows) yield decodeRow(row)
}

/** In place: nobody else has the row. */
function decodeRow(row: unknown): unknown {
  if (typeof row !== 'object' || row === null) return row
  const columns = row as Record<string, unknown>
  for (const name in columns) {
    const value = columns[name]
    if (types.isAnyArrayBuffer(value)) columns[name] = Buffer.from(value).toString('utf8')
    else if (Buffer.isBuffer(value)) columns[name] = value.toString('utf8')
  }
  return row
}
