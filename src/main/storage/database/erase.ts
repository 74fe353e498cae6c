import { statSync } from 'node:fs'
import path from 'node:path'
import { Failure } from '../../../shared/ipc/result'
import { systemErrorCode } from '../../../shared/system-error'
import { dataFiles, erase, keptCopiesOf, leftoversOf, syncFolder } from './data-files'
import { storageFailure } from './storage-failure'
import { logOf } from '../../../shared/log'

const log = logOf('history')

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
 * Erases the backups and the damaged files that have lain there since before a time: all that is in them is older. That is
 * told by when they were moved or written, whichever was later, so that what was set aside today is there tomorrow.
 * @param wallTime milliseconds since 1970
 * @throws Failure `storage.copies_left` when some of them can't be erased; all others are
 */
export function eraseCopiesBefore(file: string, wallTime: number): void {
  attempt(() => {
    const files = dataFiles(file)
    const old = keptCopiesOf(files).filter((copy) => statSync(copy).ctimeMs < wallTime)
    if (old.length === 0) return
    const left = old.filter((copy) => !isErased(copy))
    syncFolder(files.folder)
    if (left.length > 0) throw copiesLeft(left.map((copy) => path.basename(copy)).join(', '))
  })
}

function isErased(copy: string): boolean {
  try {
    erase([copy])
    return true
  } catch (thrown) {
    log.warn('An old copy can’t be erased.', thrown)
    return false
  }
}

const copiesLeft = (names: string): Failure => new Failure('storage.copies_left', { names })

function attempt(work: () => void): void {
  try {
    work()
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return
    throw storageFailure(error)
  }
}
