import { chmodSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { PAGE_BYTES } from './connection'
import { readFirstPage, sameSchema, sameSchemaNumber } from './first-page'
import { logOf } from '../../../shared/log'

const log = logOf('history')

/**
 * The copy of a sound file's first page, which tells what the file was when its own is damaged; null where there is none
 * that can be used.
 */
export function readHead(file: string): Buffer | null {
  try {
    const page = readFileSync(file)
    const { isSqlite, isSound, isOurs } = page.length === PAGE_BYTES ? readFirstPage(page) : { isSqlite: false }
    return isSqlite && isSound && isOurs ? page : null
  } catch {
    return null // there is no copy yet
  }
}

/** Keeps a first page. Where that fails, the copy is the older one or none, which costs nothing as long as all is well. */
export function keepHead(file: string, page: Buffer): void {
  const before = readHead(file)
  if (
    before &&
    sameSchemaNumber(before, page) &&
    sameSchema(before, page) &&
    readFirstPage(before).version === readFirstPage(page).version
  )
    return
  const beside = `${file}.tmp`
  try {
    writeFileSync(beside, page, { mode: 0o600 })
    chmodSync(beside, 0o600)
    renameSync(beside, file)
  } catch (thrown) {
    log.warn('The copy of the first page can’t be kept.', thrown)
    rmSync(beside, { force: true })
  }
}
