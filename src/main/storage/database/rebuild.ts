import { closeSync, openSync } from 'node:fs'
import { adoptOrphans } from './adopt-orphans'
import { APPLICATION_ID, connect, type Database, valueOf } from './connection'
import { copyRows } from './copy-rows'
import { migrateTo } from './migrate'
import type { PageFile } from './salvage/page-file'

/** How much was saved. */
export interface Saved {
  readonly conversations: number
  readonly items: number
}

export interface Rebuilding {
  readonly source: PageFile
  /** The file to make; nothing may be there. */
  readonly target: string
  readonly migrations: readonly string[]
  /** Fills what is derived. */
  readonly derive: (database: Database) => void
}

/**
 * Makes a fresh file of every row that can be read. A file that breaks off is of no use: nothing in it is safe before it is
 * finished. Null when there was nothing to be saved.
 */
export function rebuild({ source, target, migrations, derive }: Rebuilding): Saved | null {
  closeSync(openSync(target, 'wx', 0o600))
  const database = connect(target)
  try {
    database.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536')
    database.exec(`PRAGMA application_id = ${APPLICATION_ID}`)
    migrateTo(database, migrations)
    // Rows come as they lie in the file, children before their parents too.
    database.exec('PRAGMA foreign_keys = OFF; BEGIN')
    copyRows(source, database)
    adoptOrphans(database)
    database.exec('COMMIT')
    const saved = { conversations: count(database, 'conversations'), items: count(database, 'items') }
    if (saved.conversations === 0) return null
    derive(database)
    return saved
  } finally {
    database.close()
  }
}

const count = (database: Database, table: string): number => Number(valueOf(database, `SELECT count(*) FROM ${table}`))
