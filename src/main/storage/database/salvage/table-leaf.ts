import { PAGE_BYTES } from '../connection'
import type { PageFile } from './page-file'
import { readRecord, type SqlValue } from './record'
import { readVarint } from './varint'

export interface Row {
  readonly rowid: number
  readonly values: readonly SqlValue[]
}

const TABLE_LEAF = 0x0d

/** The readable rows of a page of some table; none where the page is of another kind, or can't be read. */
export function* readLeaf(file: PageFile, number: number): Generator<Row> {
  const page = file.page(number)
  const start = number === 1 ? 100 : 0
  if (page[start] !== TABLE_LEAF) return
  const cells = Math.min(page.readUInt16BE(start + 3), Math.floor((PAGE_BYTES - start - 8) / 6))
  for (let index = 0; index < cells; index++) {
    const row = readCell(file, page, page.readUInt16BE(start + 8 + 2 * index))
    if (row) yield row
  }
}

function readCell(file: PageFile, page: Buffer, at: number): Row | null {
  const size = readVarint(page, at)
  const rowid = size && readVarint(page, size[1])
  if (!rowid || size[0] <= 0 || size[0] > file.pageCount * PAGE_BYTES) return null
  const payload = readPayload(file, page, rowid[1], size[0])
  const values = payload && readRecord(payload)
  return values && { rowid: rowid[0], values }
}

/** What does not fit on a page goes on in a chain of others: https://sqlite.org/fileformat2.html#b_tree_pages. */
function readPayload(file: PageFile, page: Buffer, at: number, size: number): Buffer | null {
  const most = PAGE_BYTES - 35
  if (size <= most) return at + size <= PAGE_BYTES ? page.subarray(at, at + size) : null
  const least = Math.floor(((PAGE_BYTES - 12) * 32) / 255) - 23
  const fitting = least + ((size - least) % (PAGE_BYTES - 4))
  const local = fitting <= most ? fitting : least
  if (at + local + 4 > PAGE_BYTES) return null
  const pieces = [page.subarray(at, at + local)]
  let missing = size - local
  let next = page.readUInt32BE(at + local)
  while (missing > 0) {
    if (next < 2 || next > file.pageCount) return null
    const more = file.page(next)
    const length = Math.min(missing, PAGE_BYTES - 4)
    pieces.push(more.subarray(4, 4 + length))
    missing -= length
    next = more.readUInt32BE(0)
  }
  return Buffer.concat(pieces, size)
}
