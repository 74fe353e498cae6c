import { randomUUID } from 'node:crypto'
import type { Statement } from 'libsql'
import type { Database } from './connection'
import type { SqlValue } from './salvage/record'
import type { Row } from './salvage/table-leaf'
import { asRowOf, type Table } from './tables'

type Values = readonly SqlValue[]

/** Writes rows that were read from a damaged file into a table of a fresh one. */
export class RowWriter {
  readonly #table: Table
  readonly #columns: readonly string[]
  readonly #insert: Statement<SqlValue[]>
  readonly #select: Statement<SqlValue[]>
  readonly #delete: Statement<SqlValue[]>
  readonly #lastOfRun: Statement<SqlValue[]>
  /** Of the numbers that are in doubt: how much. */
  readonly #doubts = new Map<SqlValue, number>()
  readonly #displaced: Values[] = []

  constructor(table: Table, database: Database) {
    const { name, columns } = table
    this.#table = table
    this.#columns = Object.keys(columns)
    const list = this.#columns.join(', ')
    const changes = this.#columns.map((column) => `${column} = excluded.${column}`).join(', ')
    // What a row is called, and in which conversation.
    const isSame = ['id', 'conversation']
      .filter((column) => column in columns)
      .map((column) => `${name}.${column} IS excluded.${column}`)
      .join(' AND ')
    this.#insert = database.prepare(
      `INSERT INTO ${name} (${list}) VALUES (${this.#columns.map(() => '?').join(', ')})
       ON CONFLICT (number) DO UPDATE SET ${changes} WHERE ${isSame} ON CONFLICT DO NOTHING`,
    )
    this.#select = database.prepare<SqlValue[]>(`SELECT ${list} FROM ${name} WHERE number = ?`).raw()
    this.#delete = database.prepare(`DELETE FROM ${name} WHERE number = ?`)
    this.#lastOfRun = database
      .prepare<SqlValue[]>(
        `SELECT number FROM ${name} AS row WHERE number >= ?
         AND NOT EXISTS (SELECT 1 FROM ${name} WHERE number = row.number + 1) ORDER BY number LIMIT 1`,
      )
      .pluck()
  }

  /**
   * Writes a row, or a later version of one that is there. Of two rows with the same number the one keeps it that is less in
   * doubt; the other one waits until {@link finish}.
   * @param doubt how little speaks for its number; 0 for what is certain
   * @returns false when it is none of this table
   */
  write(row: Row, doubt: number): boolean {
    const values = asRowOf(this.#table, row)
    if (!values) return false
    const written = this.#put(values) || (doubt < this.#doubtAbout(row.rowid) && this.#replace(row.rowid, values))
    if (!written) this.#displaced.push(values)
    else if (doubt > 0) this.#doubts.set(row.rowid, doubt)
    else this.#doubts.delete(row.rowid)
    return true
  }

  /** Writes what has lost its number to another row, under the next that is free, and under another name where need be. */
  finish(): void {
    for (const values of this.#displaced) {
      const number = values[this.#columns.indexOf('number')] ?? null
      const moved = this.#with(values, 'number', this.#freeFrom(number))
      if (!this.#put(moved)) this.#put(this.#with(moved, 'id', randomUUID()))
    }
  }

  #doubtAbout(number: number): number {
    return this.#doubts.get(number) ?? 0
  }

  /** @returns false, and changes nothing, where another row has the number or the name */
  #put(values: Values): boolean {
    return this.#insert.run(...values).changes > 0
  }

  #replace(number: number, values: Values): boolean {
    const displaced = this.#select.get(number) as Values | undefined
    if (!displaced) return false
    this.#displaced.push(displaced)
    this.#delete.run(number)
    return this.#put(values)
  }

  #freeFrom(number: SqlValue): SqlValue {
    if (!this.#select.get(number)) return number
    return Number(this.#lastOfRun.get(number)) + 1
  }

  #with(values: Values, column: string, value: SqlValue): Values {
    return values.with(this.#columns.indexOf(column), value)
  }
}
