import { statSync } from 'node:fs'
import { systemErrorCode } from '../../../shared/system-error'
import { dataFiles, erase, keptCopiesOf, leftoversOf, syncFolder } from './data-files'
import { storageFailure } from './storage-failure'

/**
 * Erases the file with its backups and what was set aside of it when it was damaged. Close every connection first.
 * @throws Failure `storage.*`
 */
export function eraseDatabase(file: string): void {
  attempt(() => {
    const files = dataFiles(file)
    erase([files.database, ...files.companions, files.head, ...leftoversOf(files)])
    syncFolder(files.folder)
  })
}

/**
 * Erases the backups and the damaged files, in which words are that the user has erased since.
 * @throws Failure `storage.*`
 */
export function eraseLeftovers(file: string): void {
  attempt(() => {
    const files = dataFiles(file)
    erase(leftoversOf(files))
    syncFolder(files.folder)
  })
}

/**
 * Erases the backups and the damaged files that were last written before a time: all that is in them is older.
 * @param wallTime milliseconds since 1970
 * @throws Failure `storage.*`
 */
export function eraseCopiesBefore(file: string, wallTime: number): void {
  attempt(() => {
    const files = dataFiles(file)
    erase(keptCopiesOf(files).filter((copy) => statSync(copy).mtimeMs < wallTime))
    syncFolder(files.folder)
  })
}

function attempt(work: () => void): void {
  try {
    work()
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return
    throw storageFailure(error)
  }
}
