import { Failure } from '../../../shared/ipc/result'
import { type Database, versionOf } from './connection'
import { sqliteErrorCode } from './storage-failure'

/**
 * Brings the schema up to date, all steps or none. Other connections may try at the same time: one of them does it.
 * @throws Failure `storage.not_upgraded`, or what SQLite throws when the disk or the file is to blame
 */
export function migrateTo(database: Database, migrations: readonly string[]): void {
  // Steps may replace tables that others refer to.
  database.exec('PRAGMA foreign_keys = OFF')
  database.exec('BEGIN IMMEDIATE')
  try {
    for (const step of migrations.slice(versionOf(database))) database.exec(step)
    database.exec(`PRAGMA user_version = ${migrations.length}`)
    database.exec('COMMIT')
  } catch (error) {
    rollBack(database)
    throw sqliteErrorCode(error) === '' ? notUpgraded(error) : error
  } finally {
    database.exec('PRAGMA foreign_keys = ON')
  }
}

/** SQLite may have rolled back by itself, as it does when the disk is full. */
function rollBack(database: Database): void {
  if (database.inTransaction) database.exec('ROLLBACK')
}

function notUpgraded(cause: unknown): Failure {
  const because = cause instanceof Error ? cause.message : String(cause)
  return new Failure('storage.not_upgraded', { because }, { cause })
}
