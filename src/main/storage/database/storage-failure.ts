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

type Kind = 'read_only' | 'locked' | 'full' | 'io' | 'damaged'

const failures: Readonly<Record<Kind, readonly [message: string, hint: string]>> = {
  read_only: ["The history can't be written: it is read-only.", 'Make its folder and its disk writable.'],
  locked: [
    'Another program is using the history.',
    'Close other copies of Parley, and programs that back up its folder.',
  ],
  full: ["The disk is full: conversations can't be kept.", 'Make room. Parley keeps trying.'],
  io: ["The disk does not work as it should: the history can't be read or written.", 'Check the disk.'],
  damaged: ['The history is damaged.', 'Start Parley again: it saves what can be read.'],
}

const kinds: Readonly<Record<string, Kind>> = {
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
}

/** The file is damaged, by another error than SQLite has for it. */
export const damaged = (cause: unknown): Failure => new Failure('storage.damaged', ...failures.damaged, { cause })

/** Why a place can't be written to, in the system's names for it. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'a part of its path is not a folder',
  EISDIR: 'that is a folder',
  EACCES: 'you may not write there',
  EPERM: 'the system does not allow it',
  ENAMETOOLONG: 'its name is too long',
}

/** Describes anything that SQLite or the file system threw; the cause is kept. */
export function storageFailure(cause: unknown): Failure {
  if (cause instanceof Failure) return cause
  const code = sqliteErrorCode(cause) || (synonyms[systemErrorCode(cause)] ?? systemErrorCode(cause))
  const kind = kinds[code]
  if (kind !== undefined) return new Failure(`storage.${kind}`, ...failures[kind], { cause })
  if (code in reasons || ['CANTOPEN', 'PERM', 'AUTH'].includes(code)) return notWritable(code, cause)
  const message = cause instanceof Error ? cause.message : String(cause)
  return new Failure('storage.failed', message, 'Please report this.', { cause, displayable: false })
}

/** A folder can't be made where a file is. */
const synonyms: Readonly<Record<string, string>> = { EEXIST: 'ENOTDIR' }

function notWritable(code: string, cause: unknown): Failure {
  const message = `The history can't be written: ${reasons[code] ?? 'the system refused'}.`
  const reason = code in reasons ? code : 'other'
  return new Failure('storage.not_writable', message, 'Check the folder in which Parley keeps its data.', {
    cause,
    values: { reason },
  })
}
