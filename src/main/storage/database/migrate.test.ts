import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { ManualClock } from '../../../../test/support/manual-clock'
import { fillWith, rowsOf, temporaryFolder } from '../../../../test/support/storage-file'
import { migrations } from '../history/file/migrations'
import { connect, type Database, valueOf, versionOf } from './connection'
import { openDatabase } from './open-database'

const clock = new ManualClock()
const first = migrations.slice(0, 1)
const second = [...first, 'CREATE TABLE second (x); INSERT INTO second VALUES (2)']
const third = [...second, 'CREATE TABLE third (x)']
const fourth = [...third, 'CREATE TABLE fourth (x)']

const failing = (code: string): unknown =>
  expect.objectContaining({ error: expect.objectContaining({ code }) as unknown })

/** Opens and closes; answers what is in it. */
function visit(file: string, steps: readonly string[]): ReadonlyMap<string, string> {
  const { database, news } = openDatabase({ path: file, migrations: steps, clock })
  try {
    expect(news).toEqual([])
    return rowsOf(database)
  } finally {
    database.close()
  }
}

function using<T>(file: string, work: (database: Database) => T): T {
  const database = connect(file)
  try {
    return work(database)
  } finally {
    database.close()
  }
}

function filled(): { readonly folder: string; readonly file: string; readonly rows: ReadonlyMap<string, string> } {
  const folder = temporaryFolder()
  const file = path.join(folder, 'history.db')
  const { database } = openDatabase({ path: file, migrations: first, clock })
  fillWith(database, { conversations: 3, items: 60 })
  const rows = rowsOf(database)
  database.close()
  return { folder, file, rows }
}

const backups = (folder: string): string[] => readdirSync(folder).filter((name) => name.includes('before'))

describe('a step of the schema', () => {
  it('is taken once, after a backup', () => {
    const { folder, file, rows } = filled()

    expect(visit(file, second)).toEqual(rows)
    expect(visit(file, second)).toEqual(rows)
    expect(using(file, (database) => valueOf(database, 'SELECT count(*) FROM second'))).toBe(1)
    expect(backups(folder)).toEqual(['history.before-2.db'])
    const backup = path.join(folder, 'history.before-2.db')
    expect(statSync(backup).mode & 0o777).toBe(0o600)
    expect(using(backup, (database) => [versionOf(database), rowsOf(database)])).toEqual([1, rows])
  })

  it('needs no backup of what is new', () => {
    const folder = temporaryFolder()
    visit(path.join(folder, 'history.db'), second)
    expect(backups(folder)).toEqual([])
  })

  it('keeps the two newest backups', () => {
    const { folder, file } = filled()
    visit(file, second)
    visit(file, third)
    visit(file, fourth)
    expect(backups(folder)).toEqual(['history.before-3.db', 'history.before-4.db'])
  })

  it('leaves the file as it was when it fails, and so do those before it', () => {
    const { folder, file, rows } = filled()
    const broken = [...second, 'CREATE TABLE half (x); INSERT INTO nowhere VALUES (1)']

    expect(() => visit(file, broken)).toThrow(failing('storage.not_upgraded'))
    expect(using(file, versionOf)).toBe(1)
    expect(visit(file, first)).toEqual(rows)
    expect(
      using(file, (database) =>
        database.prepare("SELECT name FROM sqlite_schema WHERE name IN ('second', 'half')").all(),
      ),
    ).toEqual([])
    // Trying again makes the backup anew.
    expect(() => visit(file, broken)).toThrow(failing('storage.not_upgraded'))
    expect(visit(file, third)).toEqual(rows)
    expect(backups(folder)).toEqual(['history.before-3.db'])
  })

  it('may replace a table that others refer to', () => {
    const { file, rows } = filled()
    const replacing = [
      ...first,
      `CREATE TABLE copy AS SELECT * FROM conversations; DELETE FROM conversations;
       INSERT INTO conversations SELECT * FROM copy; DROP TABLE copy`,
    ]
    expect(visit(file, replacing)).toEqual(rows)
  })

  it('gets over a backup that was broken off', () => {
    const { folder, file, rows } = filled()
    writeFileSync(path.join(folder, 'history.before-2.db.tmp'), 'half a backup')
    expect(visit(file, second)).toEqual(rows)
    expect(backups(folder)).toEqual(['history.before-2.db'])
    expect(readFileSync(path.join(folder, 'history.before-2.db')).toString('latin1', 0, 15)).toBe('SQLite format 3')
  })
})
