import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { systemErrorCode } from '../../../../shared/system-error'
import { PAGE_BYTES } from '../connection'
import { readWal, type Wal } from './wal'

/** The pages of a database file with what its log adds, read without SQLite and without changing anything. */
export class PageFile {
  readonly #database: number
  readonly #log: number | null
  readonly wal: Wal
  readonly pageCount: number

  /** @throws what the file system throws */
  constructor(path: string) {
    this.#database = openSync(path, 'r')
    try {
      this.wal = readWal(`${path}-wal`)
      this.pageCount = this.wal.pageCount || Math.ceil(fstatSync(this.#database).size / PAGE_BYTES)
      this.#log = this.wal.pages.size > 0 ? openSync(`${path}-wal`, 'r') : null
    } catch (error) {
      closeSync(this.#database)
      throw error
    }
  }

  /** A page, counted from 1; zeros where the file ends before the page does, or can't be read. */
  page(number: number): Buffer {
    const bytes = Buffer.alloc(PAGE_BYTES)
    const inLog = this.wal.pages.get(number)
    try {
      if (this.#log !== null && inLog !== undefined) readSync(this.#log, bytes, 0, PAGE_BYTES, inLog)
      else readSync(this.#database, bytes, 0, PAGE_BYTES, (number - 1) * PAGE_BYTES)
    } catch (error) {
      // A bad sector; every other page can still be read.
      if (systemErrorCode(error) !== 'EIO') throw error
    }
    return bytes
  }

  /** The numbers of all pages, those that were written last at the end. */
  *numbers(): Generator<number> {
    for (let number = 1; number <= this.pageCount; number++) if (!this.wal.pages.has(number)) yield number
    for (const number of this.wal.pages.keys()) if (number <= this.pageCount) yield number
  }

  close(): void {
    closeSync(this.#database)
    if (this.#log !== null) closeSync(this.#log)
  }
}
