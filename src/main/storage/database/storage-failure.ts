import { Failure } from '../../../shared/ipc/result'
import { systemErrorCode } from '../../../shared/system-error'

/** What SQLite's errors are called; the numbers are those of https://sqlite.org/rescode.html. */
const primaryCodes: Readonly<Record<number, string>> = {
  3: 'PERM',
  5: 'BUSY',
  6: 'LOCKED',
  8: 'READONLY',
  10: 'IOERR',
  11: 'CORRUPT',
  13: 'FULL',
  14: 'CANTOPEN',
  23: 'AUTH',
  26: 'NOTADB',
}

/** Which of SQLite's errors it is, such as `BUSY`; empty for anything but those that the file or its disk is to blame for. */
export function sqliteErrorCode(thrown: unknown): string {
  if (!(thrown instanceof Error)) return ''
  if ('rawCode' in thrown && typeof thrown.rawCode === 'number') {
    const primary = primaryCodes[thrown.rawCode & 0xff]
    if (primary !== undefined) return primary
  }
  // That a file could not be opened is only said in words.
  const opening = /^ConnectionFailed\(.*: (\d+)"\)$/s.exec(thrown.message)?.[1]
  if (opening !== undefined) return primaryCodes[Number(opening) & 0xff] ?? ''
  const named = /^SQLITE_([A-Z]+)/.exec(systemErrorCode(thrown))?.[1] ?? ''
  return Object.values(primaryCodes).includes(named) ? named : ''
}

/** Whether an error means that the file is damaged, so that recovering it helps. */
export function isCorruption(error: unknown): boolean {
  if (error instanceof Failure) return error.error.code === 'storage.damaged'
  return ['CORRUPT', 'NOTADB'].includes(sqliteErrorCode(error))
}

const kinds = {
  READONLY: 'read_only',
  BUSY: 'locked',
  LOCKED: 'locked',
  FULL: 'full',
  IOERR: 'io',
  CORRUPT: 'damaged',
  NOTADB: 'damaged',
  EROFS: 'read_only',
  ENOSPC: 'full',
  EDQUOT: 'full',
  EIO: 'io',
  EBUSY: 'locked',
} as const

/** The file is damaged, by another error than SQLite has for it. */
export const damaged = (cause: unknown): Failure => new Failure('storage.damaged', {}, { cause })

/** Errors of a place that can't be written to: the system's, and those of SQLite that say no more. */
const unwritable: ReadonlySet<string> = new Set([
  ...['ENOENT', 'ENOTDIR', 'EISDIR', 'EACCES', 'EPERM', 'ENAMETOOLONG'],
  ...['CANTOPEN', 'PERM', 'AUTH'],
])

/** Describes anything that SQLite or the file system threw; the cause is kept. */
export function storageFailure(cause: unknown): Failure {
  if (cause instanceof Failure) return cause
  const code = sqliteErrorCode(cause) || (synonyms[systemErrorCode(cause)] ?? systemErrorCode(cause))
  if (isKind(code)) return new Failure(`storage.${kinds[code]}`, {}, { cause })
  if (unwritable.has(code)) return new Failure('storage.not_writable', { reason: code }, { cause })
  const because = cause instanceof Error ? cause.message : String(cause)
  return new Failure('storage.failed', { because }, { cause, displayable: false })
}

const isKind = (code: string): code is keyof typeof kinds => Object.hasOwn(kinds, code)

/** A folder can't be made where a file is. */
const synonyms: Readonly<Record<string, string>> = { EEXIST: 'ENOTDIR' }
