import { closeSync, existsSync, openSync, renameSync, statSync } from 'node:fs'
import type { Clock } from '../../../shared/clock'
import { type AppError, appError, Failure } from '../../../shared/ipc/result'
import { systemErrorCode } from '../../../shared/system-error'
import type { Database } from './connection'
import { backupsOf, type DataFiles, erase, setAside, syncFile, syncFolder } from './data-files'
import { type Saved, rebuild } from './rebuild'
import { PageFile } from './salvage/page-file'
import { storageFailure } from './storage-failure'

export interface Recovery {
  readonly files: DataFiles
  readonly migrations: readonly string[]
  readonly clock: Clock
  readonly derive: (database: Database) => void
}

/**
 * Puts a fresh file in the place of a damaged one, which is moved aside, with every row that can still be read; with those of
 * the newest backup when there are none. Where there are none either, the place is left empty. The damaged file is only
 * ever read, and stays in its place until the fresh one is finished and on the disk. Nobody else may have it open.
 * @returns what the user should be told
 * @throws Failure `storage.not_recovered`
 */
export function recover(recovery: Recovery): AppError {
  const { files, clock } = recovery
  try {
    // Known from now on, should this be broken off.
    closeSync(openSync(files.broken, 'a', 0o600))
    const told = restore(recovery)
    return told(exchange(files, clock))
  } catch (error) {
    throw notRecovered(error)
  }
}

/** Finishes the exchange that a recovery was about when it was broken off. */
export function finishRecovery(files: DataFiles, clock: Clock): void {
  if (existsSync(files.recovered)) exchange(files, clock)
}

/** @returns what the damaged file is called now */
function exchange(files: DataFiles, clock: Clock): string {
  const aside = setAside(files, 'damaged', clock.wallTime())
  if (existsSync(files.recovered)) renameSync(files.recovered, files.database)
  erase([files.broken])
  syncFolder(files.folder)
  return aside
}

/** Makes the fresh file, as far as there is anything to put into it. */
function restore(recovery: Recovery): (file: string) => AppError {
  const { files } = recovery
  const saved = rebuildFrom(recovery, files.database)
  if (saved) return (file) => recovered(saved, file)
  const backup = backupsOf(files).find((candidate) => rebuildFrom(recovery, candidate))
  return backup === undefined ? lost : (file) => restored(statSync(backup).mtime, file)
}

function rebuildFrom({ files, migrations, derive }: Recovery, path: string): Saved | null {
  erase([files.recovering])
  const source = new PageFile(path)
  try {
    const saved = rebuild({ source, target: files.recovering, migrations, derive })
    if (saved) {
      syncFile(files.recovering)
      renameSync(files.recovering, files.recovered)
    }
    return saved
  } finally {
    source.close()
    erase([files.recovering])
  }
}

const recovered = ({ conversations, items }: Saved, file: string): AppError =>
  appError('storage.recovered', { conversations, items, file })

const restored = (at: Date, file: string): AppError =>
  appError('storage.restored', { date: at.toISOString().slice(0, 10), file })

const lost = (file: string): AppError => appError('storage.lost', { file })

function notRecovered(cause: unknown): Failure {
  const { error } = storageFailure(cause)
  const reason = reasonsByCode[error.code] ?? String(error.values?.reason ?? systemErrorCode(cause))
  return new Failure('storage.not_recovered', { reason }, { cause })
}

const reasonsByCode: Readonly<Record<string, string>> = {
  'storage.full': 'ENOSPC',
  'storage.read_only': 'EROFS',
  'storage.io': 'EIO',
}
