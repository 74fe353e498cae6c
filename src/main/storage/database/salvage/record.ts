import { readVarint } from './varint'

/** A value as SQLite keeps it; numbers that JavaScript can't tell apart are bigints. */
export type SqlValue = null | number | bigint | string | Buffer

/**
 * Reads a row's record, by https://sqlite.org/fileformat2.html#record_format. Null for bytes that are none; the header must
 * account for every byte, so that little else passes for one.
 */
export function readRecord(payload: Buffer): readonly SqlValue[] | null {
  const header = readVarint(payload, 0)
  if (!header) return null
  const [headerEnd] = header
  const values: SqlValue[] = []
  let at = header[1]
  let dataAt = headerEnd
  while (at < headerEnd) {
    const type = readVarint(payload, at)
    if (!type) return null
    const [serial, end] = type
    const length = lengthOf(serial)
    if (length === null || dataAt + length > payload.length) return null
    values.push(readValue(payload, serial, dataAt, length))
    at = end
    dataAt += length
  }
  return at === headerEnd && dataAt === payload.length ? values : null
}

const fixedLengths: readonly number[] = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0]

function lengthOf(serial: number): number | null {
  if (serial >= 12) return Math.floor((serial - 12) / 2)
  return fixedLengths[serial] ?? null
}

function readValue(payload: Buffer, serial: number, at: number, length: number): SqlValue {
  if (serial === 0) return null
  if (serial === 6) return readBigInteger(payload, at)
  if (serial < 6) return payload.readIntBE(at, length)
  if (serial === 7) return payload.readDoubleBE(at)
  if (serial === 8 || serial === 9) return serial - 8
  return serial % 2 === 0 ? payload.subarray(at, at + length) : payload.toString('utf8', at, at + length)
}

function readBigInteger(payload: Buffer, at: number): number | bigint {
  const value = payload.readBigInt64BE(at)
  return Number.isSafeInteger(Number(value)) ? Number(value) : value
}
