import { closeSync, openSync } from 'node:fs'
import Libsql from 'libsql'
import { systemErrorCode } from '../../../shared/system-error'
import { BUSY_MS } from './connection'

/**
 * Who has a database open, among programs: each has a share of an empty file beside it, and whoever replaces the database
 * has that file alone. The database's own locks can't tell this: those of a damaged file can't be asked for, and libsql
 * keeps a closed connection's until its statements are collected as garbage
 * (https://github.com/tursodatabase/libsql-js/issues/228). The system gives a lock back when its program ends.
 */
export class FileLock {
  readonly #connection: Libsql.Database

  /** Takes a share, waiting for it at most so long. @throws SQLite's `BUSY` when another program replaces the database, or what the file system throws */
  constructor(file: string, waitMs = BUSY_MS) {
    makeEmpty(file)
    // Statements that are prepared would outlive the closing; this runs none of them.
    this.#connection = new Libsql(file, { timeout: waitMs })
    try {
      this.#share()
    } catch (error) {
      this.end()
      throw error
    }
  }

  /** Works while no other program has the database open. @throws SQLite's `BUSY` when one has */
  alone<T>(work: () => T): T {
    this.#connection.exec('ROLLBACK')
    try {
      this.#connection.exec('BEGIN EXCLUSIVE')
      try {
        return work()
      } finally {
        this.#connection.exec('ROLLBACK')
      }
    } finally {
      this.#share()
    }
  }

  end(): void {
    this.#connection.close()
  }

  #share(): void {
    this.#connection.exec('BEGIN; SELECT 1 FROM sqlite_schema')
  }
}

function makeEmpty(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600))
  } catch (error) {
    // Not opened again where it is there: to close it would give this program's locks away.
    if (systemErrorCode(error) !== 'EEXIST') throw error
  }
}
