import type { Database } from './connection'
import { RowWriter } from './row-writer'
import type { PageFile } from './salvage/page-file'
import { readLeaf, type Row } from './salvage/table-leaf'
import { copiedTables } from './tables'

/**
 * Copies every row that can be read. Of several versions of one, which only a damaged log leaves behind, the last counts.
 * Damage can also give a row the number or the name of another one: then both stay, and one of them gets others.
 */
export function copyRows(source: PageFile, database: Database): void {
  const writers = copiedTables.map((table) => new RowWriter(table, database))
  for (const number of source.numbers()) {
    const rows = [...readLeaf(source, number)]
    for (const [index, row] of rows.entries()) {
      const doubt = doubtOf(rows[index - 1], row, rows[index + 1])
      writers.some((writer) => writer.write(row, doubt))
    }
  }
  for (const writer of writers) writer.finish()
}

/**
 * How little the rows beside it speak for a row's number: on a page they stand in the order of their numbers. 0 for one
 * between two others; else how far it is from the one that it stands right to.
 */
function doubtOf(before: Row | undefined, row: Row, behind: Row | undefined): number {
  const gaps = [row.rowid - (before?.rowid ?? Infinity), (behind?.rowid ?? -Infinity) - row.rowid]
  const [gap = Infinity, other] = gaps.filter((distance) => distance > 0)
  return other === undefined ? gap : 0
}
