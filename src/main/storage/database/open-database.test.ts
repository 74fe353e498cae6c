import {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import Libsql from 'libsql'
import { describe, expect, it, onTestFinished } from 'vitest'
import { ManualClock } from '../../../../test/support/manual-clock'
import { fillWith, indexWords, rowsOf, temporaryFolder } from '../../../../test/support/storage-file'
import { migrations } from '../history/file/migrations'
import { valueOf } from './connection'
import {
  checkIntegrity,
  eraseCopiesBefore,
  eraseDatabase,
  eraseLeftovers,
  openDatabase,
  type OpenedDatabase,
} from './open-database'

const clock = new ManualClock()

/** Opens a history, which is closed when the test is over. */
function open(file: string, steps = migrations): OpenedDatabase {
  const opened = openDatabase({
    path: file,
    migrations: steps,
    clock,
    onOpen: (database, kind) => {
      if (kind === 'recovered') indexWords(database)
    },
  })
  onTestFinished(() => {
    if (opened.database.open) opened.database.close()
  })
  return opened
}

const single = (opened: OpenedDatabase, pragma: string): unknown => valueOf(opened.database, `PRAGMA ${pragma}`)

/** A closed file with some conversations. */
function filled(file: string, conversations = 3): ReadonlyMap<string, string> {
  const { database } = open(file)
  fillWith(database, { conversations, items: conversations * 20 })
  const rows = rowsOf(database)
  database.close()
  return rows
}

const contents = (folder: string): ReadonlyMap<string, string> =>
  new Map(readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name)).toString('hex')]))

const failing = (code: string): unknown =>
  expect.objectContaining({ error: expect.objectContaining({ code }) as unknown })

function makeOther(file: string, sql: string): void {
  const database = new Libsql(file)
  database.exec(sql)
  database.close()
}

describe('a new file', () => {
  it('is made with its folder, for its user alone', () => {
    const folder = path.join(temporaryFolder(), 'data', 'parley')
    const file = path.join(folder, 'history.db')
    const opened = open(file)
    fillWith(opened.database, { conversations: 1, items: 1 })

    expect(opened).toMatchObject({ kind: 'created', news: [] })
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    for (const name of readdirSync(folder))
      expect([name, statSync(path.join(folder, name)).mode & 0o777]).toEqual([name, 0o600])
    expect(readdirSync(folder)).toEqual([
      'history.db',
      'history.db-shm',
      'history.db-wal',
      'history.head',
      'history.lock',
    ])
  })

  it('keeps what it is given, and overwrites what is erased', () => {
    const opened = open(path.join(temporaryFolder(), 'history.db'))

    expect(single(opened, 'journal_mode')).toBe('wal')
    expect(single(opened, 'synchronous')).toBe(1)
    expect(single(opened, 'foreign_keys')).toBe(1)
    expect(single(opened, 'secure_delete')).toBe(1)
    expect(single(opened, 'busy_timeout')).toBe(5000)
    expect(single(opened, 'user_version')).toBe(migrations.length)
    expect(single(opened, 'application_id')).toBe(0x50726c79)
  })

  it('is there the next time', () => {
    const file = path.join(temporaryFolder(), 'history.db')
    const rows = filled(file)

    const again = open(file)
    expect(again).toMatchObject({ kind: 'opened', news: [] })
    expect(rowsOf(again.database)).toEqual(rows)
    expect(checkIntegrity(file)).toEqual([])
  })

  it('is there after a crash, with all that was committed', () => {
    const folder = temporaryFolder()
    const { database } = open(path.join(folder, 'history.db'))
    fillWith(database, { conversations: 2, items: 40 })
    const rows = rowsOf(database)
    const crashed = path.join(temporaryFolder(), 'copy')
    cpSync(folder, crashed, { recursive: true })

    const again = open(path.join(crashed, 'history.db'))
    expect(again).toMatchObject({ kind: 'opened', news: [] })
    expect(rowsOf(again.database)).toEqual(rows)
  })

  it('may be reached by a link', () => {
    const [folder, elsewhere] = [temporaryFolder(), temporaryFolder()]
    const file = path.join(folder, 'history.db')
    const rows = filled(path.join(elsewhere, 'kept.db'))
    symlinkSync(path.join(elsewhere, 'kept.db'), file)
    expect(rowsOf(open(file).database)).toEqual(rows)
    expect(readdirSync(folder)).toEqual(['history.db'])
  })

  it('can be in memory', () => {
    const opened = open(':memory:')
    fillWith(opened.database, { conversations: 1, items: 3 })
    expect(opened).toMatchObject({ kind: 'created', news: [] })
    expect(rowsOf(opened.database).size).toBe(5)
  })

  it('may have been there as an empty one', () => {
    const file = path.join(temporaryFolder(), 'history.db')
    writeFileSync(file, '', { mode: 0o644 })
    expect(open(file)).toMatchObject({ kind: 'created', news: [] })
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('tells its owner how it was opened', () => {
    const file = path.join(temporaryFolder(), 'history.db')
    const kinds: string[] = []
    for (let times = 0; times < 2; times++)
      openDatabase({ path: file, migrations, clock, onOpen: (_, kind) => kinds.push(kind) }).database.close()
    expect(kinds).toEqual(['created', 'opened'])
  })

  it('is not kept open when its owner refuses it', () => {
    const file = path.join(temporaryFolder(), 'history.db')
    const onOpen = (): never => {
      throw new Error('no')
    }
    expect(() => openDatabase({ path: file, migrations, clock, onOpen })).toThrow(failing('storage.failed'))
    expect(open(file).kind).toBe('opened')
  })
})

describe('what is in the place of a history', () => {
  it('stays untouched when it is from a newer Parley, its log included', () => {
    const folder = temporaryFolder()
    const { database } = open(path.join(folder, 'history.db'))
    database.exec('CREATE TABLE later (x)')
    database.exec(`PRAGMA user_version = ${migrations.length + 1}`)
    const left = path.join(temporaryFolder(), 'copy')
    cpSync(folder, left, { recursive: true })
    const before = contents(left)

    expect(() => open(path.join(left, 'history.db'))).toThrow(failing('storage.newer'))
    expect(contents(left)).toEqual(before)
    expect(before.size).toBe(5)
  })

  it.each([
    ['a text', (file: string) => writeFileSync(file, 'shopping list\n'.repeat(1000))],
    [
      "another program's database",
      (file: string) => makeOther(file, 'CREATE TABLE songs (title); PRAGMA application_id = 7'),
    ],
    ['an unnamed database', (file: string) => makeOther(file, 'CREATE TABLE songs (title)')],
  ])('is moved aside when it is %s', (_, make) => {
    const folder = temporaryFolder()
    const file = path.join(folder, 'history.db')
    make(file)
    const before = readFileSync(file)

    const opened = open(file)
    expect(opened.kind).toBe('created')
    const aside = 'history.foreign-2026-01-01T00-00-00-000Z.db'
    expect(opened.news).toMatchObject([{ code: 'storage.foreign', values: { file: aside } }])
    expect(readFileSync(path.join(folder, aside))).toEqual(before)
    fillWith(opened.database, { conversations: 1, items: 2 })
  })

  it('never takes the place of what was set aside before', () => {
    const folder = temporaryFolder()
    const file = path.join(folder, 'history.db')
    for (const text of ['one', 'two', 'three']) {
      eraseDatabase(file)
      writeFileSync(file, text)
      open(file).database.close()
    }
    const kept = readdirSync(folder).filter((name) => name.includes('.foreign-'))
    expect(kept.map((name) => readFileSync(path.join(folder, name), 'utf8')).sort()).toEqual(['one', 'three', 'two'])
  })

  it('is named when it is a folder, and left alone', () => {
    const file = path.join(temporaryFolder(), 'history.db')
    mkdirSync(file)
    writeFileSync(path.join(file, 'note'), 'x')
    expect(() => open(file)).toThrow(failing('storage.not_writable'))
    expect(readdirSync(file)).toEqual(['note'])
  })

  it('is made private when others could read it', () => {
    const file = path.join(temporaryFolder(), 'history.db')
    filled(file)
    chmodSync(file, 0o644)
    open(file)
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })
})

describe('erasing', () => {
  it('leaves nothing that was ever said', () => {
    const folder = temporaryFolder()
    const file = path.join(folder, 'history.db')
    filled(file)
    for (const name of [
      'history.before-2.db',
      'history.damaged-x.db',
      'history.damaged-x.db-wal',
      'history.recovering.db',
    ])
      writeFileSync(path.join(folder, name), 'x')
    writeFileSync(path.join(folder, 'settings.json'), '{}')
    writeFileSync(path.join(folder, 'history.foreign-x.db'), 'not ours')

    eraseDatabase(file)
    expect(readdirSync(folder)).toEqual(['history.foreign-x.db', 'history.lock', 'settings.json'])
    eraseDatabase(path.join(folder, 'nowhere', 'history.db'))
  })

  it('can spare the history itself', () => {
    const folder = temporaryFolder()
    const file = path.join(folder, 'history.db')
    const rows = filled(file)
    for (const name of ['history.before-2.db', 'history.damaged-x.db']) writeFileSync(path.join(folder, name), 'x')

    eraseLeftovers(file)
    expect(readdirSync(folder).filter((name) => /before|damaged/.test(name))).toEqual([])
    expect(rowsOf(open(file).database)).toEqual(rows)
  })

  const copies = ['history.before-3.db', 'history.damaged-y.db', 'history.damaged-y.db-wal']
  const others = ['history.broken', 'history.db']

  /** A folder with copies in which nothing is new. */
  function withCopies(): { readonly folder: string; readonly file: string } {
    const folder = temporaryFolder()
    for (const name of [...copies, ...others]) {
      writeFileSync(path.join(folder, name), 'x')
      utimesSync(path.join(folder, name), 1, 1)
    }
    return { folder, file: path.join(folder, 'history.db') }
  }

  it('can spare those of its copies that were put there not long ago, however old they are', () => {
    const { folder, file } = withCopies()
    eraseCopiesBefore(file, Date.now() - 60_000)
    expect(readdirSync(folder).sort()).toEqual([...copies, ...others].sort())
    eraseCopiesBefore(file, Date.now() + 60_000)
    expect(readdirSync(folder).sort()).toEqual(others)
    eraseCopiesBefore(path.join(folder, 'nowhere', 'history.db'), Date.now() + 60_000)
  })

  it('tells which of its copies can’t be erased, and erases all others', () => {
    const { folder, file } = withCopies()
    const stuck = path.join(folder, 'history.before-2.db')
    mkdirSync(stuck)
    expect(() => eraseCopiesBefore(file, Date.now() + 60_000)).toThrow(
      expect.objectContaining({
        error: expect.objectContaining({
          code: 'storage.copies_left',
          values: { names: 'history.before-2.db' },
        }) as unknown,
      }),
    )
    expect(readdirSync(folder).sort()).toEqual(['history.before-2.db', ...others])
  })
})
