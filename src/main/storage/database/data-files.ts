import { closeSync, existsSync, fsyncSync, openSync, readdirSync, realpathSync, renameSync, unlinkSync } from 'node:fs'
import path from 'node:path'
import { systemErrorCode } from '../../../shared/system-error'

/** The names around a database file `history.db`; `history.db-wal` and `-shm` are SQLite's. */
export interface DataFiles {
  readonly database: string
  /** What belongs to the database and is moved with it. */
  readonly companions: readonly string[]
  /** A copy of the first page. */
  readonly head: string
  /** What is saved of a damaged file: while it is being written, and when it is whole. */
  readonly recovering: string
  readonly recovered: string
  /** There while the database is known to be damaged, and was not replaced yet. */
  readonly broken: string
  /** Who has the database open; see {@link FileLock}. */
  readonly lock: string
  readonly folder: string
  /** The name without folder and extension. */
  readonly stem: string
}

export function dataFiles(place: string): DataFiles {
  // A link stays one: SQLite's files lie beside what it leads to.
  const database = existsSync(place) ? realpathSync(place) : path.resolve(place)
  const { dir: folder, name: stem } = path.parse(database)
  const beside = (ending: string): string => path.join(folder, `${stem}.${ending}`)
  return {
    database,
    companions: ['-wal', '-shm', '-journal'].map((ending) => database + ending),
    head: beside('head'),
    recovering: beside('recovering.db'),
    recovered: beside('recovered.db'),
    broken: beside('broken'),
    lock: beside('lock'),
    folder,
    stem,
  }
}

/** Copies from before steps of the schema, newest first. */
export function backupsOf(files: DataFiles): readonly string[] {
  const found = named(files, /^before-(\d+)\.db$/)
  return found.sort((left, right) => right.number - left.number).map(({ file }) => file)
}

export const backupBefore = (files: DataFiles, version: number): string =>
  path.join(files.folder, `${files.stem}.before-${version}.db`)

/** Backups and damaged files, which are there for the user. */
export const keptCopiesOf = (files: DataFiles): readonly string[] =>
  named(files, /^(?:damaged-.*|before-\d+\.db.*)$/).map(({ file }) => file)

/** Backups, damaged files, and what is left of work that was broken off. */
export const leftoversOf = (files: DataFiles): readonly string[] => [
  ...keptCopiesOf(files),
  ...named(files, /^(?:(?:recovering|recovered)\.db.*|head\.tmp|broken)$/).map(({ file }) => file),
]

function named(files: DataFiles, pattern: RegExp): { readonly file: string; readonly number: number }[] {
  return readdirSync(files.folder).flatMap((name) => {
    if (!name.startsWith(`${files.stem}.`)) return []
    const match = pattern.exec(name.slice(files.stem.length + 1))
    return match ? [{ file: path.join(files.folder, name), number: Number(match[1] ?? 0) }] : []
  })
}

/** Moves the database and its companions aside; answers the new name, without the folder. */
export function setAside(files: DataFiles, why: 'damaged' | 'foreign', wallTime: number): string {
  const aside = freeName(files, `${why}-${new Date(wallTime).toISOString().replace(/[:.]/g, '-')}`)
  for (const file of [...files.companions, files.database]) moveIfThere(file, aside + file.slice(files.database.length))
  syncFolder(files.folder)
  return path.basename(aside)
}

function freeName(files: DataFiles, ending: string): string {
  const name = (attempt: number): string =>
    path.join(files.folder, `${files.stem}.${ending}${attempt === 1 ? '' : `-${attempt}`}.db`)
  let attempt = 1
  while (existsSync(name(attempt))) attempt++
  return name(attempt)
}

function moveIfThere(from: string, to: string): void {
  try {
    renameSync(from, to)
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw error
  }
}

export function erase(paths: readonly string[]): void {
  for (const file of paths)
    try {
      unlinkSync(file)
    } catch (error) {
      if (systemErrorCode(error) !== 'ENOENT') throw error
    }
}

/** Waits until a file is on the disk. */
export function syncFile(file: string): void {
  const descriptor = openSync(file, 'r+')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** Waits until a folder's names are on the disk; systems that know no such thing (Windows) are not asked. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
