import { copyFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../../../../../test/support/storage-file'
import { connect, harden } from '../connection'
import { PageFile } from './page-file'
import { readLeaf } from './table-leaf'

type Value = null | number | string | Uint8Array

const values: fc.Arbitrary<Value> = fc.oneof(
  fc.constant(null),
  fc.constantFrom(
    0,
    1,
    -1,
    127,
    -128,
    128,
    32_768,
    -8_388_609,
    2 ** 31,
    -(2 ** 47),
    2 ** 48,
    Number.MAX_SAFE_INTEGER,
    1.5,
    -1e300,
  ),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  // Around the lengths from which on a row goes on in other pages.
  fc
    .oneof(fc.integer({ min: 4030, max: 4075 }), fc.constantFrom(3900, 8200, 20_000))
    .map((length) => 'x'.repeat(length)),
  fc.uint8Array({ maxLength: 300 }),
)
const rowids = fc.oneof(fc.integer(), fc.maxSafeInteger())

it('reads every row as SQLite does, from the file and from its log', () => {
  const folder = temporaryFolder()
  let times = 0
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(rowids, values, values), { selector: ([rowid]) => rowid, maxLength: 60 }),
      fc.boolean(),
      (rows, inLog) => {
        const file = path.join(folder, `${times++}.db`)
        const database = connect(file)
        try {
          harden(database)
          database.exec('CREATE TABLE t (a, b)')
          if (inLog) database.exec('PRAGMA wal_autocheckpoint = 0')
          for (const [rowid, a, b] of rows)
            database.prepare('INSERT INTO t (rowid, a, b) VALUES (?, ?, ?)').run(rowid, a, b)
          const copy = `${file}.copy`
          if (!inLog) database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
          copyFileSync(file, copy)
          copyFileSync(`${file}-wal`, `${copy}-wal`)
          const source = new PageFile(copy)
          const found = [...source.numbers()].flatMap((number) => (number === 1 ? [] : [...readLeaf(source, number)]))
          source.close()
          expect(found.map(({ rowid, values: [a, b] }) => [rowid, plain(a), plain(b)]).sort()).toEqual(
            rows.map(([rowid, a, b]) => [rowid, plain(a), plain(b)]).sort(),
          )
          expect(source.wal.cutShort).toBe(false)
        } finally {
          database.close()
        }
      },
    ),
    { numRuns: 60 },
  )
})

const plain = (value: unknown): unknown => (value instanceof Uint8Array ? [...value] : value)
