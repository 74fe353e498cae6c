import { APPLICATION_ID, PAGE_BYTES } from './connection'

/** What the first page says of a file, by https://sqlite.org/fileformat2.html#the_database_header. */
export interface FirstPage {
  /** Whether it is a SQLite file at all. */
  readonly isSqlite: boolean
  /** Whether it can have a schema at all. */
  readonly hasTree: boolean
  /** Whether nothing was ever put into it. */
  readonly isBlank: boolean
  /** Whether everything in it that never changes is as Parley makes it. */
  readonly isSound: boolean
  readonly isOurs: boolean
  readonly version: number
}

export function readFirstPage(page: Buffer): FirstPage {
  const version = page.readUInt32BE(60)
  const isOurs = page.readUInt32BE(68) === APPLICATION_ID
  const hasTables = page[100] !== TABLE_LEAF || page.readUInt16BE(103) > 0
  return {
    isSqlite: page.toString('latin1', 0, 16) === 'SQLite format 3\0',
    hasTree: [TABLE_LEAF, TABLE_INNER].includes(page.readUInt8(100)),
    isBlank: !hasTables && version === 0,
    isSound:
      page.readUInt16BE(16) === PAGE_BYTES &&
      // Read and written with a write-ahead log (2) or without (1); no reserved bytes; fixed fractions.
      [1, 2].includes(page.readUInt8(18)) &&
      [1, 2].includes(page.readUInt8(19)) &&
      page.toString('hex', 20, 24) === '00402020' &&
      // The schema's format, the text's encoding (UTF-8), and no vacuuming by the way.
      page.readUInt32BE(44) === 4 &&
      page.readUInt32BE(56) === 1 &&
      page.readUInt32BE(52) === 0 &&
      page.readUInt32BE(64) === 0 &&
      hasTables === version > 0,
    isOurs,
    version,
  }
}

const TABLE_LEAF = 0x0d
const TABLE_INNER = 0x05

/** Whether two first pages say that they are of the same schema; every change of a schema has another number. */
export const sameSchemaNumber = (left: Buffer, right: Buffer): boolean =>
  left.readUInt32BE(40) === right.readUInt32BE(40)

/** Whether two first pages describe the same schema. */
export const sameSchema = (left: Buffer, right: Buffer): boolean => left.subarray(100).equals(right.subarray(100))
