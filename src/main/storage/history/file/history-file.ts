import type { Database } from '../../database/connection'
import { WordIndex } from '../search/word-index'

/** A value that SQLite takes. */
export type Bound = string | number | null

/** The opened file: its statements, each prepared once, and the index of words. */
export class HistoryFile {
  readonly database: Database
  readonly words: WordIndex
  readonly #statements = new Map<string, ReturnType<Database['prepare']>>()

  constructor(database: Database) {
    this.database = database
    this.words = new WordIndex(database)
  }

  /** Changes whenever another connection has written to the file. */
  get version(): number {
    return this.all<{ data_version: number }>('PRAGMA data_version')[0]?.data_version ?? 0
  }

  /** @returns how many rows it changed */
  run(sql: string, ...bound: readonly Bound[]): number {
    return this.#statement(sql).run(bound).changes
  }

  /** The row of an insertion. */
  insert(sql: string, ...bound: readonly Bound[]): number {
    return Number(this.#statement(sql).run(bound).lastInsertRowid)
  }

  /** The caller knows what the columns are. */
  all<Row>(sql: string, ...bound: readonly Bound[]): Row[] {
    return this.#statement(sql).all(bound) as Row[]
  }

  /** Does all of it or nothing. */
  transaction<T>(work: () => T): T {
    this.database.exec('BEGIN IMMEDIATE')
    try {
      const result = work()
      this.database.exec('COMMIT')
      return result
    } catch (error) {
      // SQLite may have undone it by itself, as it does when the disk is full.
      if (this.database.inTransaction) this.database.exec('ROLLBACK')
      throw error
    }
  }

  #statement(sql: string): ReturnType<Database['prepare']> {
    const known = this.#statements.get(sql)
    if (known) return known
    const statement = this.database.prepare(sql)
    this.#statements.set(sql, statement)
    return statement
  }
}
