import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { ManualClock } from '../../../../test/support/manual-clock'
import {
  closeForGood,
  fillWith,
  indexWords,
  randomNumbers,
  rowsOf,
  temporaryFolder,
} from '../../../../test/support/storage-file'
import { noUsage } from '../../../shared/usage/usage'
import { migrations } from '../history/file/migrations'
import { type Database, valueOf } from './connection'
import { checkIntegrity, openDatabase, type OpenedDatabase, type OpenOptions, recoverDatabase } from './open-database'
import { PageFile } from './salvage/page-file'
import { readLeaf } from './salvage/table-leaf'
import { readVarint } from './salvage/varint'
import { asRowOf, copiedTables } from './tables'

const clock = new ManualClock()
/** The same for everybody; others are tried by hand. */
const seed = Number(process.env.DAMAGE_SEED ?? 2026)
/** How many times as many places are damaged as in every run; for those who change what repairs them. */
const times = Number(process.env.DAMAGE_TIMES ?? 1)
const PAGE = 4096

interface Files {
  /** A history as it is after a quit: one file. */
  readonly closed: string
  /** One as it is after a crash: much of it is in the log. */
  readonly crashed: string
  readonly rows: ReadonlyMap<string, string>
  /** On which pages each row lies. */
  readonly pagesOfRows: ReadonlyMap<string, ReadonlySet<number>>
}

const CONVERSATIONS = 12
const ITEMS_EACH = 30

let folder: string
let closed: Files['closed']
let crashed: Files['crashed']
let rows: Files['rows']
let pagesOfRows: Files['pagesOfRows']

afterAll(() => rmSync(folder, { recursive: true, force: true }))

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'parley-damage-'))
  ;({ closed, crashed, rows, pagesOfRows } = makeFiles(CONVERSATIONS))
})

function makeFiles(conversations: number): Files {
  const used = path.join(folder, `used-${conversations}`)
  const closed = path.join(folder, `closed-${conversations}`)
  const crashed = path.join(folder, `crashed-${conversations}`)
  const { database } = openDatabase(optionsFor(path.join(used, 'history.db')))
  fillWith(database, { conversations, items: conversations * ITEMS_EACH })
  // So that the log holds pages of every kind, newer than those of the file.
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  database.exec('UPDATE items SET running = 1 WHERE number % 3 = 0; UPDATE conversations SET pinned = 1 - pinned')
  indexWords(database)
  const rows = rowsOf(database)
  copy(used, crashed, ['history.db', 'history.db-wal', 'history.head'])
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  copy(used, closed, ['history.db', 'history.head'])
  database.close()
  return { closed, crashed, rows, pagesOfRows: findPages(path.join(closed, 'history.db')) }
}

function copy(from: string, to: string, names: readonly string[]): void {
  for (const name of names) cpSync(path.join(from, name), path.join(to, name))
}

function optionsFor(file: string): OpenOptions {
  return {
    path: file,
    migrations,
    clock,
    onOpen: (database, kind) => {
      if (kind === 'recovered') indexWords(database)
    },
  }
}

function findPages(file: string): ReadonlyMap<string, ReadonlySet<number>> {
  const touched: number[] = []
  class Watched extends PageFile {
    override page(number: number): Buffer {
      touched.push(number)
      return super.page(number)
    }
  }
  const pages = new Map<string, ReadonlySet<number>>()
  const source = new Watched(file)
  for (let number = 1; number <= source.pageCount; number++) {
    touched.length = 0
    for (const row of readLeaf(source, number)) {
      const table = copiedTables.find((candidate) => asRowOf(candidate, row) !== null)
      if (table) pages.set(`${table.name}/${row.rowid}`, new Set([number, ...touched]))
      touched.length = 0
    }
  }
  source.close()
  return pages
}

/** A copy to be damaged. */
function copyOf(folder: string): { readonly folder: string; readonly file: string } {
  const copy = path.join(temporaryFolder(), 'copy')
  cpSync(folder, copy, { recursive: true })
  return { folder: copy, file: path.join(copy, 'history.db') }
}

const digest = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex')

function flip(file: string, at: number, bit: number): void {
  const bytes = readFileSync(file)
  bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << bit), at)
  writeFileSync(file, bytes)
}

/** Opens a file and looks at it in the background, as the history does. */
function openAndCheck(file: string): OpenedDatabase {
  let opened = openDatabase(optionsFor(file))
  if (checkIntegrity(file).length > 0) {
    opened.database.close()
    opened = recoverDatabase(optionsFor(file))
  }
  onTestFinished(() => {
    if (opened.database.open) opened.database.close()
  })
  return opened
}

/** The rows that are not there as they were. */
const missing = ({ database }: OpenedDatabase, from = rows): string[] => {
  const found = rowsOf(database)
  return [...from].flatMap(([name, row]) => (found.get(name) === row ? [] : [name]))
}

const isOn = (name: string, pages: ReadonlySet<number>, of = pagesOfRows): boolean =>
  [...(of.get(name) ?? [])].some((page) => pages.has(page))

function expectToWork({ database }: OpenedDatabase, file: string): void {
  expect(checkIntegrity(file)).toEqual([])
  expect(database.prepare('PRAGMA foreign_key_check').all()).toEqual([])
  expect(valueOf(database, 'PRAGMA journal_mode')).toBe('wal')
  database.exec(`
    INSERT INTO conversations (number, id, updated_at, title, usage) VALUES (1, 'new', 1, 'quokka', '{}');
    INSERT INTO items (number, conversation, id, position, body) VALUES (1, 1, 'a', 1, '{"kind":"message"}');
    INSERT INTO words (rowid, user) VALUES (1, 'quokkas are small')`)
  expect(database.prepare("SELECT rowid FROM words WHERE words MATCH 'quok*'").pluck().all()).toEqual([1])
  const items = Number(valueOf(database, 'SELECT count(*) FROM items'))
  expect(
    valueOf(
      database,
      "SELECT count(*) FROM words WHERE words MATCH 'weather OR is OR in OR and OR it OR the OR quok*'",
    ),
  ).toBeGreaterThan(items * 0.5)
}

it('knows where every row lies', () => {
  expect([...pagesOfRows.keys()].sort()).toEqual([...rows.keys()].sort())
})

describe(`one bit flipped (seed ${seed})`, () => {
  const random = randomNumbers(seed)
  it.each(Array.from({ length: 40 * times }, () => random()))('at %d of a file', (where) => {
    const { file } = copyOf(closed)
    const at = Math.floor(where * statSync(file).size)
    flip(file, at, Math.floor(where * 1e6) % 8)

    const opened = openAndCheck(file)
    const page = Math.floor(at / PAGE) + 1
    expect(missing(opened).filter((name) => !isOn(name, new Set([page])))).toEqual([])
    expectToWork(opened, file)
    // What was there before is somewhere still.
    if (opened.kind === 'recovered')
      expect(readdirSync(path.dirname(file)).some((name) => name.includes('.damaged-'))).toBe(true)
  })
})

describe(`one bit flipped in the log (seed ${seed})`, () => {
  const random = randomNumbers(seed + 1)
  it.each(Array.from({ length: 25 * times }, () => random()))('at %d of it', (where) => {
    const { file } = copyOf(crashed)
    const log = `${file}-wal`
    const at = Math.floor(where * statSync(log).size)
    const page = frameAt(readFileSync(log), at)
    flip(log, at, Math.floor(where * 1e6) % 8)

    const opened = openAndCheck(file)
    // Rows of a page whose newest version is lost are as they were before, if they were there at all.
    expect(missing(opened).filter((name) => !isOn(name, new Set([page])))).toEqual([])
    expectToWork(opened, file)
  })

  /** Which page lies there; 0 for the log's own header. */
  const frameAt = (bytes: Buffer, at: number): number =>
    at < 32 ? 0 : bytes.readUInt32BE(32 + Math.floor((at - 32) / (PAGE + 24)) * (PAGE + 24))
})

describe(`a hundred bits flipped (seed ${seed})`, () => {
  const random = randomNumbers(seed + 2)

  function expectItemsSaved({ closed, rows, pagesOfRows }: Files, start: number): void {
    const { file } = copyOf(closed)
    const size = statSync(file).size
    const next = randomNumbers(Math.floor(start * 1e9))
    const pages = new Set<number>()
    for (let times = 0; times < 100; times++) {
      const at = Math.floor(next() * size)
      pages.add(Math.floor(at / PAGE) + 1)
      flip(file, at, Math.floor(next() * 8))
    }
    const opened = openAndCheck(file)
    const lost = missing(opened, rows).filter((name) => name.startsWith('items/'))
    expect(lost.filter((name) => !isOn(name, pages, pagesOfRows))).toEqual([])
    expectToWork(opened, file)
  }

  it.each(Array.from({ length: 3 * times }, () => random()))('by %d', (start) =>
    expectItemsSaved({ closed, crashed, rows, pagesOfRows }, start),
  )

  it('by which an item got the name of another one of its conversation', () =>
    expectItemsSaved(makeFiles(40), 0.37309211329557))

  it('costs no row when all are in the header and the schema', () => {
    const { file } = copyOf(closed)
    const next = randomNumbers(seed + 3)
    for (let times = 0; times < 100; times++) flip(file, Math.floor(next() * PAGE), Math.floor(next() * 8))
    const opened = openAndCheck(file)
    expect(missing(opened)).toEqual([])
    expectToWork(opened, file)
  })
})

/** Bytes of the first hundred that mean something of their own (https://www.sqlite.org/fileformat.html#the_database_header). */
const headerBytes = [
  ...[0, 9, 15], // "SQLite format 3"
  ...[16, 17], // the size of a page
  ...[18, 19, 20, 21, 22, 23], // versions, reserved bytes, fractions of a page
  ...[24, 27, 28, 31, 32, 35, 36, 39], // counts of changes and pages, free pages
  ...[40, 43, 44, 47, 48, 51, 52, 55, 56, 59], // the schema, the cache, vacuum, the encoding
  ...[60, 63, 64, 67, 68, 71], // of the user, vacuum, of the application
  ...[72, 91], // to be zero
  ...[92, 95, 96, 99], // the program that wrote it
]

describe('any field of the header damaged', () => {
  it.each(headerBytes)('byte %d', (at) => {
    const { file } = copyOf(closed)
    flip(file, at, (seed + at) % 8)
    const opened = openAndCheck(file)
    expect(missing(opened)).toEqual([])
    expectToWork(opened, file)
  })
})

describe('a file that was cut off', () => {
  it.each([0, 1, 50, 100, PAGE - 1, PAGE, PAGE + 1, 3 * PAGE, 0.3, 0.6, 0.9, 0.999])('at %d', (where) => {
    const { file } = copyOf(closed)
    const size = statSync(file).size
    const length = where > 0 && where < 1 ? Math.floor(size * where) : where
    truncateSync(file, length)

    const opened = openAndCheck(file)
    const gone = new Set<number>()
    for (let page = Math.floor(length / PAGE) + 1; page <= Math.ceil(size / PAGE); page++) gone.add(page)
    const lost = missing(opened).filter((name) => name.startsWith('items/') && !isOn(name, gone))
    expect(lost).toEqual([])
    const saved = rowsOf(opened.database).size
    const code = saved > 0 ? 'storage.recovered' : 'storage.lost'
    // A piece that is missing may be one in which nothing was.
    if (missing(opened).length > 0) expect(opened).toMatchObject({ kind: 'recovered', news: [{ code }] })
    expectToWork(opened, file)
  })

  it('is as the backup has it when nothing of it can be read', () => {
    const { folder: copy, file } = copyOf(closed)
    cpSync(file, path.join(copy, 'history.before-1.db'))
    truncateSync(file, 10)
    const opened = openAndCheck(file)
    expect(opened.news).toMatchObject([
      { code: 'storage.restored', values: { date: new Date().toISOString().slice(0, 10) } },
    ])
    expect(missing(opened)).toEqual([])
    expectToWork(opened, file)
  })

  it('is recovered from a log that has everything', () => {
    const { file } = copyOf(crashed)
    const before = statSync(file).size
    truncateSync(file, before - PAGE / 2)
    const opened = openAndCheck(file)
    expect(missing(opened).filter((name) => !isOn(name, new Set([before / PAGE])))).toEqual([])
    expectToWork(opened, file)
  })
})

describe('rows', () => {
  it('that have lost their conversation get another one', () => {
    const { file } = copyOf(closed)
    const conversations = [...rows.keys()].filter((name) => name.startsWith('conversations/'))
    const pages = new Set(conversations.flatMap((name) => [...(pagesOfRows.get(name) ?? [])]))
    const bytes = readFileSync(file)
    for (const page of pages) bytes.fill(0, (page - 1) * PAGE, page * PAGE)
    writeFileSync(file, bytes)

    const opened = openAndCheck(file)
    const items = [...rows.keys()].filter((name) => name.startsWith('items/') && !isOn(name, pages))
    expect(opened.news).toMatchObject([
      { code: 'storage.recovered', values: { conversations: CONVERSATIONS, items: items.length } },
    ])
    const [number, row] = [...rows].find(([name]) => name.startsWith('items/'))!
    const [at, conversation] = [Number(number.slice(6)) / 1024, (JSON.parse(row) as unknown[])[1]]
    const found = opened.database.prepare('SELECT * FROM conversations WHERE number = ?').get(conversation)
    expect(found).toMatchObject({
      started_at: at,
      updated_at: at + (ITEMS_EACH - 1) * 8000,
      titled: 0,
      pinned: 0,
      removed_at: null,
    })
    expect(JSON.parse((found as { usage: string }).usage)).toMatchObject({ total: 15 * 12, input: 15 * 12, output: 0 })
    expect((found as { title: string }).title).not.toBe('')
    expectToWork(opened, file)
  })

  it('that were erased stay so', () => {
    const { file } = copyOf(closed)
    const { database } = openDatabase(optionsFor(file))
    database.exec('DELETE FROM conversations WHERE number % 5 <> 0; DELETE FROM items WHERE number % 7 = 0')
    const left = rowsOf(database)
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    database.close()
    flip(file, 3, 3)

    const opened = openAndCheck(file)
    expect(opened.kind).toBe('recovered')
    expect(rowsOf(opened.database)).toEqual(left)
  })
})

describe('a row that has got the number of another one', () => {
  const COUNT = 60

  function numbered(): { readonly file: string; readonly database: Database } {
    const file = path.join(temporaryFolder(), 'history.db')
    const { database } = openDatabase(optionsFor(file))
    const insert = database.prepare('INSERT INTO conversations (id, updated_at, title, usage) VALUES (?, 1, ?, ?)')
    for (let number = 1; number <= COUNT; number++)
      insert.run(`conversation-${number}`, 'rain '.repeat(30), JSON.stringify(noUsage))
    return { file, database }
  }

  /** Changes a row's number where it lies. */
  function renumber(file: string, from: number, to: number): void {
    const bytes = readFileSync(file)
    for (let start = PAGE; start < bytes.length; start += PAGE) {
      const page = bytes.subarray(start, start + PAGE)
      if (page[0] !== 0x0d || !page.includes('conversation-')) continue
      for (let cell = 0; cell < page.readUInt16BE(3); cell++) {
        const [, at] = readVarint(page, page.readUInt16BE(8 + 2 * cell))!
        if (page[at] === from) page[at] = to
      }
    }
    writeFileSync(file, bytes)
  }

  // In the middle of a page, beside that one, first and last on a page.
  it.each([
    [5, 7],
    [4, 5],
    [5, 4],
    [12, 14],
    [24, 56],
    [48, 52],
    [1, 3],
    [60, 28],
  ])('leaves that one alone, and stays: %d is %d', (from, to) => {
    const { file, database } = numbered()
    const before = rowsOf(database)
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    database.close()
    renumber(file, from, to)
    flip(file, 3, 3)

    const opened = openAndCheck(file)
    expect(opened.kind).toBe('recovered')
    expect(missing(opened, before).filter((name) => name !== `conversations/${from}`)).toEqual([])
    const ids = opened.database.prepare('SELECT id FROM conversations').pluck().all()
    expect(ids.sort()).toEqual(Array.from({ length: COUNT }, (_, index) => `conversation-${index + 1}`).sort())
  })
})

describe('a recovery', () => {
  const broken = (): { readonly folder: string; readonly file: string } => {
    const copy = copyOf(closed)
    flip(copy.file, 3, 3)
    return copy
  }

  it('keeps the damaged file as it was', () => {
    const { folder: copy, file } = copyOf(crashed)
    flip(file, 3, 3)
    flip(`${file}-wal`, 40, 3)
    const before = [digest(file), digest(`${file}-wal`)]
    const opened = openAndCheck(file)
    const aside = path.join(copy, 'history.damaged-2026-01-01T00-00-00-000Z.db')
    expect([digest(aside), digest(`${aside}-wal`)]).toEqual(before)
    expect(opened.news).toMatchObject([
      { code: 'storage.recovered', hint: `The damaged file is kept as “${path.basename(aside)}”.` },
    ])
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('leaves nothing of its work behind', async () => {
    const { folder: copy, file } = broken()
    await closeForGood(openAndCheck(file).database)
    expect(readdirSync(copy).sort()).toEqual([
      'history.damaged-2026-01-01T00-00-00-000Z.db',
      'history.db',
      'history.head',
      'history.lock',
    ])
  })

  it('begins again when it was broken off', () => {
    const { file, folder: copy } = broken()
    writeFileSync(path.join(copy, 'history.recovering.db'), 'half a file')
    expect(missing(openAndCheck(file))).toEqual([])
    expect(existsSync(path.join(copy, 'history.recovering.db'))).toBe(false)
  })

  it.each(['before the damaged file was moved', 'when half of it was moved', 'when all of it was moved'])(
    'is finished when it was broken off %s',
    (when) => {
      const { file, folder: copy } = broken()
      const finished = copyOf(closed)
      cpSync(finished.file, path.join(copy, 'history.recovered.db'))
      writeFileSync(`${file}-wal`, readFileSync(`${path.join(crashed, 'history.db')}-wal`))
      if (when === 'when half of it was moved') rmSync(file)
      if (when === 'when all of it was moved') for (const name of [file, `${file}-wal`]) rmSync(name)

      const opened = openAndCheck(file)
      expect(opened.kind).toBe('opened')
      expect(missing(opened)).toEqual([])
      expect(existsSync(path.join(copy, 'history.recovered.db'))).toBe(false)
    },
  )

  it('fails as a whole when its owner can’t fill what is derived', () => {
    const { file } = broken()
    const before = readFileSync(file)
    const onOpen = (): never => {
      throw Object.assign(new Error('disk full'), { code: 'SQLITE_FULL', rawCode: 13 })
    }
    expect(() => openDatabase({ path: file, migrations, clock, onOpen })).toThrow(
      expect.objectContaining({
        error: expect.objectContaining({ code: 'storage.not_recovered', values: { reason: 'ENOSPC' } }) as unknown,
      }),
    )
    expect(readFileSync(file).equals(before)).toBe(true)
    expect(missing(openAndCheck(file))).toEqual([])
  })

  it('is not begun for damage that only a newer Parley would know', () => {
    const { file } = copyOf(closed)
    const { database } = openDatabase(optionsFor(file))
    database.exec(`CREATE TABLE later (x); PRAGMA user_version = ${migrations.length + 1}`)
    database.close()
    expect(() => openDatabase(optionsFor(file))).toThrow(
      expect.objectContaining({ error: expect.objectContaining({ code: 'storage.newer' }) as unknown }),
    )
  })
})
