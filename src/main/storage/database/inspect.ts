import { existsSync, statSync } from 'node:fs'
import type { DataFiles } from './data-files'
import { readFirstPage, sameSchema, sameSchemaNumber } from './first-page'
import { readHead } from './head'
import { PageFile } from './salvage/page-file'
import { readLeaf } from './salvage/table-leaf'
import { asRowOf, copiedTables } from './tables'

/** What is found in a database's place. */
export interface Inspection {
  readonly finding: Finding
  /** The first page as SQLite would see it; null where there is none. */
  readonly firstPage: Buffer | null
}

type Finding =
  | 'missing'
  /** Nothing was put into it yet. */
  | 'blank'
  /** As far as can be told quickly. */
  | 'sound'
  /** It has yet to take steps of the schema. */
  | 'older'
  | 'newer'
  | 'damaged'
  /** Its log goes on behind a piece that is not whole: damage, unless another program is writing it at this moment. */
  | 'torn'
  /** Not one of ours. */
  | 'foreign'

/**
 * Looks at a file from outside, without SQLite and without changing anything: what SQLite would not notice, or would throw
 * away. `steps` is how many steps the schema has. No connection of this process may be open: closing a file by other means
 * than SQLite's takes its locks away (https://sqlite.org/howtocorrupt.html, 2.2).
 * @throws what the file system throws, among others for a folder
 */
export function inspect(files: DataFiles, steps: number): Inspection {
  const stat = statSync(files.database, { throwIfNoEntry: false })
  if (!stat) return { finding: 'missing', firstPage: null }
  if (!stat.isFile()) throw Object.assign(new Error('not a file'), { code: 'EISDIR' })
  const file = new PageFile(files.database)
  try {
    if (file.pageCount === 0) return { finding: existsSync(files.head) ? 'damaged' : 'blank', firstPage: null }
    const firstPage = file.page(1)
    if (existsSync(files.broken)) return { finding: 'damaged', firstPage }
    return { finding: judge(file, firstPage, readHead(files.head), steps), firstPage }
  } finally {
    file.close()
  }
}

function judge(file: PageFile, page: Buffer, head: Buffer | null, steps: number): Finding {
  const { isSqlite, hasTree, isBlank, isSound, isOurs, version } = readFirstPage(page)
  if (isSqlite && isBlank && file.pageCount === 1) return 'blank'
  const wasOurs = head !== null && (!isSqlite || !hasTree || sameSchema(head, page))
  if (!isSqlite || !isOurs) return wasOurs || hasRowsOfOurs(file) ? 'damaged' : 'foreign'
  if (head && !fits(page, head)) return 'damaged'
  if (version > steps) return 'newer'
  if (!isSound) return 'damaged'
  if (file.wal.cutShort) return 'torn'
  return version < steps ? 'older' : 'sound'
}

/** Whether a first page can have come from another: the schema's numbers change with the schema, and only with it. */
function fits(page: Buffer, head: Buffer): boolean {
  if (sameSchemaNumber(head, page)) return sameSchema(head, page) && hasVersionOf(head, page)
  return !sameSchema(head, page) || hasVersionOf(head, page)
}

const hasVersionOf = (left: Buffer, right: Buffer): boolean =>
  readFirstPage(left).version === readFirstPage(right).version

function hasRowsOfOurs(file: PageFile): boolean {
  for (const number of file.numbers())
    for (const row of readLeaf(file, number))
      if (copiedTables.some((table) => asRowOf(table, row) !== null)) return true
  return false
}
