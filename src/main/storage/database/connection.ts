import Libsql from 'libsql'
import { readTextSafely } from './safe-text'
import { damaged, sqliteErrorCode } from './storage-failure'

/** A connection to a SQLite file; synchronous, so it belongs into a worker. */
export type Database = Libsql.Database

/** How long to wait for another program that is writing, in milliseconds. */
export const BUSY_MS = 5000

/** Identifies Parley's files to SQLite and to tools: `PRAGMA application_id`, "Prly" in ASCII. */
export const APPLICATION_ID = 0x50726c79

/** SQLite's default, spelled out because what is damaged is read page by page. */
export const PAGE_BYTES = 4096

/** Opens a file as it is, or makes an empty one. */
export function connect(path: string, busyMs = BUSY_MS): Database {
  const database = new Libsql(path, { timeout: busyMs })
  readTextSafely(database)
  try {
    database.exec(`
      PRAGMA cell_size_check = ON; -- finds some damage before it does harm
      PRAGMA trusted_schema = OFF;
      PRAGMA temp_store = MEMORY; -- nothing that was said goes into files elsewhere
    `)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/**
 * Makes a connection one that keeps what it is given: a crash of the program loses nothing, one of the machine at most the
 * last moments, and what is erased is overwritten.
 */
export function harden(database: Database): void {
  database.exec(`
    PRAGMA page_size = ${PAGE_BYTES};
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    PRAGMA journal_size_limit = 16777216;
    PRAGMA foreign_keys = ON;
    PRAGMA secure_delete = ON;
  `)
}

/** The only value of a query's only row. */
export const valueOf = (database: Database, sql: string, ...bound: unknown[]): unknown =>
  // Not `get`, which knows nothing of `pluck`.
  database
    .prepare(sql)
    .pluck()
    .all(...bound)[0]

/** How many steps of the schema the file has taken. */
export const versionOf = (database: Database): number => Number(valueOf(database, 'PRAGMA user_version'))

/**
 * Reads the schema and a row of each table, and sees whether the file can be written to.
 * @throws what SQLite throws, or Failure `storage.damaged`
 */
export function tryOut(database: Database, tables: readonly string[]): void {
  try {
    // Not by statements that are prepared: those would keep the file open where this fails.
    for (const table of tables) database.exec(`SELECT 1 FROM ${table} LIMIT 1`)
  } catch (error) {
    throw sqliteErrorCode(error) === '' ? damaged(error) : error
  }
  database.exec('BEGIN IMMEDIATE; ROLLBACK')
}

/** The first page as it is now, the log included. */
export function firstPageOf(database: Database): Buffer {
  const hex = valueOf(database, 'SELECT hex(data) FROM sqlite_dbpage WHERE pgno = 1')
  return Buffer.from(String(hex), 'hex')
}
