import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { appError, Failure } from '../../../shared/ipc/result'
import { connect, type Database } from './connection'
import { type DataFiles, dataFiles, setAside } from './data-files'
import { explain } from './explain'
import { FileLock } from './file-lock'
import { inspect } from './inspect'
import { migrateTo } from './migrate'
import { createFile, openFile } from './open-file'
import type { OpenedDatabase, OpenOptions } from './opening'
import { finishRecovery, recover } from './recover'
import { isCorruption, sqliteErrorCode } from './storage-failure'

export type { Database }
export type { OpenedDatabase, OpeningKind, OpenOptions } from './opening'
export { checkIntegrity } from './check-integrity'
export { eraseCopiesBefore, eraseDatabase, eraseLeftovers } from './erase'
export { isCorruption, storageFailure } from './storage-failure'

/**
 * Opens the file, makes it where there is none, brings its schema up to date, and saves what can be read when it is
 * damaged. Blocks: for milliseconds as a rule, for as long as it takes when it migrates or recovers. Nothing else in this
 * process may have the file open.
 * @throws Failure `storage.newer`, `storage.read_only`, `storage.locked`, `storage.full`, `storage.not_writable`,
 * `storage.io`, `storage.not_upgraded`, `storage.not_recovered` (damaged, and all is left as it is)
 */
export function openDatabase(options: OpenOptions): OpenedDatabase {
  if (options.path === ':memory:') return openInMemory(options)
  return withLock(options, (files, lock) => {
    if (existsSync(files.recovered)) lock.alone(() => finishRecovery(files, options.clock))
    return openWhatIsThere(files, lock, options)
  })
}

/**
 * Replaces a file that turned out to be damaged while it was in use by what can be read of it. Close the connection first.
 * Where another program has the file open, this is done at the next opening.
 * @throws Failure as {@link openDatabase}
 */
export function recoverDatabase(options: OpenOptions): OpenedDatabase {
  return withLock(options, (files, lock) => {
    closeSync(openSync(files.broken, 'a', 0o600))
    return openRecovered(files, lock, options)
  })
}

function openInMemory({ path: place, migrations, onOpen }: OpenOptions): OpenedDatabase {
  const database = connect(place)
  migrateTo(database, migrations)
  onOpen?.(database, 'created')
  return { database, kind: 'created', news: [] }
}

/** What is opened has a share of the file until it is closed. */
function withLock(options: OpenOptions, work: (files: DataFiles, lock: FileLock) => OpenedDatabase): OpenedDatabase {
  const files = dataFiles(options.path)
  try {
    mkdirSync(files.folder, { recursive: true, mode: 0o700 })
    const lock = new FileLock(files.lock, options.busyMs)
    try {
      const opened = work(files, lock)
      const close = opened.database.close.bind(opened.database)
      opened.database.close = () => {
        lock.end()
        return close()
      }
      return opened
    } catch (error) {
      lock.end()
      throw error
    }
  } catch (error) {
    throw explain(error, files.folder)
  }
}

function openWhatIsThere(files: DataFiles, lock: FileLock, options: OpenOptions): OpenedDatabase {
  const { finding, firstPage } = inspect(files, options.migrations.length)
  switch (finding) {
    case 'newer':
      throw new Failure('storage.newer')
    case 'foreign': {
      const file = setAside(files, 'foreign', options.clock.wallTime())
      return { ...createFile(files, options), news: [appError('storage.foreign', { file })] }
    }
    case 'missing':
    case 'blank':
      return createFile(files, options)
    case 'damaged':
      return openRecovered(files, lock, options)
    case 'torn':
      return openTorn(files, lock, options)
    case 'older':
    case 'sound':
      try {
        return openFile(files, options, 'opened', finding === 'sound' ? firstPage : null)
      } catch (error) {
        if (!isCorruption(error)) throw error
        return openRecovered(files, lock, options)
      }
  }
}

function openTorn(files: DataFiles, lock: FileLock, options: OpenOptions): OpenedDatabase {
  try {
    return openRecovered(files, lock, options)
  } catch (error) {
    if (sqliteErrorCode(error) !== 'BUSY') throw error
    return openFile(files, options, 'opened', null)
  }
}

function openRecovered(files: DataFiles, lock: FileLock, options: OpenOptions): OpenedDatabase {
  const { migrations, clock, onOpen } = options
  const derive = (database: Database): void => onOpen?.(database, 'recovered')
  const told = lock.alone(() => recover({ files, migrations, clock, derive }))
  const isThere = existsSync(files.database)
  const opened = isThere
    ? openFile(files, { ...options, onOpen: undefined }, 'recovered', null)
    : createFile(files, options)
  return { ...opened, kind: 'recovered', news: [told] }
}
