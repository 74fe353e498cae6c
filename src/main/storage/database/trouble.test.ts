import { spawn, spawnSync, type SpawnSyncReturns } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { ManualClock } from '../../../../test/support/manual-clock'
import { closeForGood, fillWith, indexWords, rowsOf, temporaryFolder } from '../../../../test/support/storage-file'
import { migrations } from '../history/file/migrations'
import { eraseDatabase, openDatabase, type OpenedDatabase, recoverDatabase, storageFailure } from './open-database'

const clock = new ManualClock()
/** Other programs hold a file for as long as a test wants, so that to wait for them longer proves nothing more. */
const busyMs = 100

const open = (file: string, steps = migrations): OpenedDatabase => {
  const opened = openDatabase({
    path: file,
    migrations: steps,
    clock,
    busyMs,
    onOpen: (database, kind) => {
      if (kind === 'recovered') indexWords(database)
    },
  })
  onTestFinished(() => {
    if (opened.database.open) opened.database.close()
  })
  return opened
}

const failing = (code: string, values?: object): unknown =>
  expect.objectContaining({ error: expect.objectContaining({ code, ...(values && { values }) }) as unknown })

/** A program of the system. */
const run = (program: string, options: readonly string[]): SpawnSyncReturns<Buffer> => spawnSync(program, options)

/** A disk of its own, for systems and users that may mount one. */
function mount(options: string): string | null {
  const folder = temporaryFolder()
  if (process.platform !== 'linux' || run('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]).status !== 0)
    return null
  onTestFinished(() => void run('umount', ['--lazy', folder]))
  return folder
}

const remount = (folder: string, options: string): void =>
  expect(run('mount', ['-o', `remount,${options}`, folder]).status).toBe(0)

const canMount =
  process.platform === 'linux' && process.getuid?.() === 0 && run('unshare', ['--mount', 'true']).status === 0

describe.skipIf(!canMount)('a disk (skipped where none can be mounted)', () => {
  const disk = (options: string): string => {
    const folder = mount(options)
    if (folder === null) throw new Error('could not mount a disk')
    return folder
  }

  it('that is read-only', async () => {
    const folder = disk('size=4m')
    const file = path.join(folder, 'history.db')
    await closeForGood(open(file).database)
    remount(folder, 'ro')
    expect(() => open(file)).toThrow(failing('storage.read_only'))
    expect(() => open(path.join(folder, 'other.db'))).toThrow(failing('storage.read_only'))
    expect(() => open(path.join(folder, 'deeper', 'history.db'))).toThrow(failing('storage.read_only'))
    remount(folder, 'rw')
    expect(open(file).kind).toBe('opened')
  })

  it('that is read-only and holds a damaged file', async () => {
    const folder = disk('size=4m')
    const file = path.join(folder, 'history.db')
    await closeForGood(open(file).database)
    writeFileSync(file, 'x', { flag: 'r+' })
    remount(folder, 'ro')
    expect(() => open(file)).toThrow(failing('storage.not_recovered', { reason: 'EROFS' }))
  })

  it('that is full before the file is made', () => {
    const folder = disk('size=64k')
    writeFileSync(path.join(folder, 'fill'), Buffer.alloc(60 * 1024))
    expect(() => open(path.join(folder, 'history.db'))).toThrow(failing('storage.full'))
    rmSync(path.join(folder, 'fill'))
    remount(folder, 'size=4m')
    expect(open(path.join(folder, 'history.db')).kind).toBe('created')
  })

  it('that is full when the file is opened', async () => {
    const folder = disk('size=4m')
    const file = path.join(folder, 'history.db')
    await closeForGood(open(file).database)
    fillDisk(folder)
    expect(() => open(file)).toThrow(failing('storage.full'))
    rmSync(path.join(folder, 'fill'))
    expect(open(file).kind).toBe('opened')
  })

  it('that becomes full costs what is not committed, and nothing else', () => {
    const folder = disk('size=2m')
    const { database } = open(path.join(folder, 'history.db'))
    fillWith(database, { conversations: 1, items: 20 })
    const rows = rowsOf(database)
    let thrown: unknown
    try {
      for (let number = 1; ; number++)
        database
          .prepare('INSERT INTO responses (number, conversation, usage) SELECT ?, number, ? FROM conversations')
          .run(number, `{"x":"${'x'.repeat(9000)}"}`)
    } catch (error) {
      thrown = error
    }
    expect(storageFailure(thrown).error.code).toBe('storage.full')
    expect([...rows].every(([name, row]) => rowsOf(database).get(name) === row)).toBe(true)
  })

  it('without room for a backup keeps the file from being changed', async () => {
    const folder = disk('size=4m')
    const file = path.join(folder, 'history.db')
    const { database } = open(file)
    fillWith(database, { conversations: 5, items: 500 })
    await closeForGood(database)
    const before = readFileSync(file)
    fillDisk(folder, 200 * 1024)
    expect(() => open(file, [...migrations, 'CREATE TABLE later (x)'])).toThrow(failing('storage.full'))
    expect(readFileSync(file).equals(before)).toBe(true)
    expect(readdirSync(folder).filter((name) => name.includes('before'))).toEqual([])
  })

  it('without room to recover keeps the damaged file', async () => {
    const folder = disk('size=4m')
    const file = path.join(folder, 'history.db')
    const { database } = open(file)
    fillWith(database, { conversations: 5, items: 500 })
    const rows = rowsOf(database)
    await closeForGood(database)
    writeFileSync(file, 'x', { flag: 'r+' })
    const before = readFileSync(file)
    fillDisk(folder, 200 * 1024)

    expect(() => open(file)).toThrow(failing('storage.not_recovered', { reason: 'ENOSPC' }))
    expect(readFileSync(file).equals(before)).toBe(true)
    expect(readdirSync(folder)).toEqual(['fill', 'history.broken', 'history.db', 'history.head', 'history.lock'])
    rmSync(path.join(folder, 'fill'))
    expect(rowsOf(open(file).database)).toEqual(rows)
  })

  /** Fills a disk up to some bytes. */
  function fillDisk(folder: string, left = 0): void {
    const file = path.join(folder, 'fill')
    writeFileSync(file, '')
    for (const size of [65_536, 4096])
      for (;;)
        try {
          writeFileSync(file, Buffer.alloc(size), { flag: 'a' })
        } catch {
          break
        }
    if (left > 0) writeFileSync(file, Buffer.alloc(statSync(file).size - left))
  }
})

describe('another program', () => {
  it('that holds the file is waited for, and then named', async () => {
    const file = path.join(temporaryFolder(), 'history.db')
    await closeForGood(open(file).database)
    await hold(file, 'PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
    expect(() => open(file)).toThrow(failing('storage.locked'))
  })

  it('that uses a damaged file keeps it from being replaced', async () => {
    const folder = temporaryFolder()
    const file = path.join(folder, 'history.db')
    const { database } = open(file)
    fillWith(database, { conversations: 5, items: 500 })
    await closeForGood(database)
    const release = await hold(path.join(folder, 'history.lock'), 'BEGIN; SELECT 1 FROM sqlite_schema')
    const bytes = readFileSync(file)
    bytes.fill(0x55, 20, 24)
    writeFileSync(file, bytes)
    expect(() => open(file)).toThrow(failing('storage.locked'))
    expect(readdirSync(folder).filter((name) => /damaged|recover/.test(name))).toEqual([])
    await release()
    expect(open(file)).toMatchObject({ kind: 'recovered', news: [{ values: { items: 500 } }] })
  })

  it('that uses a file which was found damaged in use has it replaced later', async () => {
    const folder = temporaryFolder()
    const file = path.join(folder, 'history.db')
    await closeForGood(open(file).database)
    const release = await hold(path.join(folder, 'history.lock'), 'BEGIN; SELECT 1 FROM sqlite_schema')
    expect(() => recoverDatabase({ path: file, migrations, clock, busyMs })).toThrow(failing('storage.locked'))
    await release()
    expect(open(file).kind).toBe('recovered')
    expect(open(file).kind).toBe('opened')
  })

  it('may be in the middle of writing what looks damaged from outside', async () => {
    const [used, folder] = [temporaryFolder(), temporaryFolder()]
    const { database } = open(path.join(used, 'history.db'))
    fillWith(database, { conversations: 3, items: 60 })
    cpSync(used, folder, { recursive: true })
    const file = path.join(folder, 'history.db')
    const log = readFileSync(`${file}-wal`)
    log.fill(0, 32 + 10 * 4120 + 100, 32 + 11 * 4120)
    writeFileSync(`${file}-wal`, log)
    const release = await hold(path.join(folder, 'history.lock'), 'BEGIN; SELECT 1 FROM sqlite_schema')

    const opened = open(file)
    expect(opened).toMatchObject({ kind: 'opened', news: [] })
    await closeForGood(opened.database)
    await release()
  })

  it('may have it open too', async () => {
    const file = path.join(temporaryFolder(), 'history.db')
    const { database } = open(file)
    fillWith(database, { conversations: 1, items: 20 })
    const rows = rowsOf(database)
    await closeForGood(database)
    await hold(file, 'SELECT 1 FROM items')
    const again = open(file)
    expect(again).toMatchObject({ kind: 'opened', news: [] })
    expect(rowsOf(again.database)).toEqual(rows)
  })

  /** Another process with the file open, which has done something in it; answers what ends it. */
  async function hold(file: string, sql: string): Promise<() => Promise<void>> {
    const script = `
      const database = new (require('libsql'))(process.argv[1])
      database.exec(process.argv[2])
      process.stdout.write('ready')
      process.stdin.on('end', () => process.exit()).resume()`
    const child = spawn(process.execPath, ['-e', script, file, sql], { stdio: ['pipe', 'pipe', 'inherit'] })
    const end = async (): Promise<void> => {
      if (child.exitCode !== null) return
      child.stdin.end()
      await once(child, 'exit')
    }
    onTestFinished(end)
    await Promise.race([
      once(child.stdout, 'data'),
      once(child, 'exit').then(() => Promise.reject(new Error('it ended'))),
    ])
    return end
  }
})

it('a folder that is gone is named', () => {
  const folder = temporaryFolder()
  writeFileSync(path.join(folder, 'file'), '')
  expect(() => open(path.join(folder, 'file', 'history.db'))).toThrow(
    failing('storage.not_writable', { reason: 'ENOTDIR' }),
  )
})

it('erasing says what it can’t do', () => {
  const folder = temporaryFolder()
  const file = path.join(folder, 'history.db')
  mkdirSync(file)
  cpSync(import.meta.dirname, file, { recursive: true })
  expect(() => eraseDatabase(file)).toThrow(failing('storage.not_writable'))
})
