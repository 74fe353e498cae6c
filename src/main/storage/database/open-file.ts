import { chmodSync, closeSync, openSync } from 'node:fs'
import { backUp } from './backup'
import { APPLICATION_ID, connect, type Database, firstPageOf, harden, tryOut, versionOf } from './connection'
import { type DataFiles, erase } from './data-files'
import { keepHead } from './head'
import { migrateTo } from './migrate'
import type { OpenedDatabase, OpeningKind, OpenOptions } from './opening'
import { tableNames } from './tables'

/** Makes the file. */
export function createFile(files: DataFiles, options: OpenOptions): OpenedDatabase {
  erase([files.broken])
  closeSync(openSync(files.database, 'a', 0o600))
  return openFile(files, options, 'created', null)
}

/**
 * Opens a file that is there, and brings it up to date.
 * @param firstPage that of a file which is up to date; null where that is not known
 */
export function openFile(
  files: DataFiles,
  options: OpenOptions,
  kind: OpeningKind,
  firstPage: Buffer | null,
): OpenedDatabase {
  makePrivate(files.database)
  const database = connect(files.database, options.busyMs)
  try {
    harden(database)
    if (!firstPage) bringUpToDate(database, files, options.migrations)
    tryOut(database, tableNames)
    options.onOpen?.(database, kind)
    keepHead(files.head, firstPage ?? firstPageOf(database))
    return { database, kind, news: [] }
  } catch (error) {
    database.close()
    throw error
  }
}

/** Takes the steps of the schema that are missing, after a backup of what is there. */
function bringUpToDate(database: Database, files: DataFiles, migrations: readonly string[]): void {
  const version = versionOf(database)
  if (version >= migrations.length) return
  if (version > 0) backUp(database, files, migrations.length)
  database.exec(`PRAGMA application_id = ${APPLICATION_ID}`)
  migrateTo(database, migrations)
}

/** A file that was copied here may be readable by others. */
function makePrivate(file: string): void {
  try {
    chmodSync(file, 0o600)
  } catch {
    // It is somebody else's, or its disk knows no permissions.
  }
}
