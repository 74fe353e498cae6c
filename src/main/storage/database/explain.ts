import { existsSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Failure } from '../../../shared/ipc/result'
import { systemErrorCode } from '../../../shared/system-error'
import { sqliteErrorCode, storageFailure } from './storage-failure'

/**
 * Describes an error in a folder. SQLite says no more than that it could not open or write some file, and the system that a
 * folder is not there where it could not be made; what is behind that is found out by writing a file.
 */
export function explain(error: unknown, folder: string): Failure {
  const says = sqliteErrorCode(error) || systemErrorCode(error)
  if (!['CANTOPEN', 'IOERR', 'ENOENT'].includes(says)) return storageFailure(error)
  const probe = path.join(nearest(folder), '.parley-probe.tmp')
  try {
    // As much as SQLite wants for the memory that programs share.
    writeFileSync(probe, Buffer.alloc(65_536), { mode: 0o600 })
    return storageFailure(error)
  } catch (reason) {
    return storageFailure(reason)
  } finally {
    rmSync(probe, { force: true })
  }
}

/** The folder itself, or the first one above it that is there. */
const nearest = (folder: string): string =>
  existsSync(folder) || path.dirname(folder) === folder ? folder : nearest(path.dirname(folder))
