import { closeSync, openSync, renameSync } from 'node:fs'
import type { Database } from './connection'
import { backupBefore, backupsOf, type DataFiles, erase, syncFile, syncFolder } from './data-files'

/** So many backups are kept, the newest ones. */
const KEPT_BACKUPS = 2

/** Copies a database beside itself, as it is before the step of the schema to `version`. */
export function backUp(database: Database, files: DataFiles, version: number): void {
  const target = backupBefore(files, version)
  const beside = `${target}.tmp`
  erase([beside])
  try {
    // SQLite writes into a file that is there as long as it is empty, and leaves its mode alone.
    closeSync(openSync(beside, 'wx', 0o600))
    database.prepare<[string]>('VACUUM INTO ?').run(beside)
    syncFile(beside)
    renameSync(beside, target)
    syncFolder(files.folder)
  } catch (error) {
    erase([beside])
    throw error
  }
  erase(backupsOf(files).slice(KEPT_BACKUPS))
}
