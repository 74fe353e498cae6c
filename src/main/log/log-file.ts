import { existsSync, renameSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import log from 'electron-log/node'

const MAX_FILE_BYTES = 5 * 1024 * 1024
/** Files that are kept, the one being written included. */
const FILES = 3
/** Of the end of a file, this much is read for its last lines. */
const MAX_READ_BYTES = 512 * 1024

/** The log's files: `parley.log`, and what was in it before, in `parley.1.log` and `parley.2.log`. */
export interface LogFile {
  readonly folder: string
  /** Writes before it returns, so that the last entry before a crash is there. Never throws. */
  write(entry: string): void
  /** Returns the last lines, oldest first. Never rejects. */
  lastLines(count: number): Promise<readonly string[]>
}

/**
 * Opens the log in the data folder; there is one in a program. If it can't be written, Parley goes on without it.
 * @param onFailure called once if an entry can't be written
 */
export function openLogFile(folder: string, onFailure: () => void): LogFile {
  const fileAt = (index: number): string => path.join(folder, index === 0 ? 'parley.log' : `parley.${index}.log`)
  const { file } = log.transports
  let hasFailed = false
  // The library reports its own trouble here, for each entry again.
  log.transports.console = Object.assign(
    () => {
      if (!hasFailed) onFailure()
      hasFailed = true
    },
    { ...log.transports.console, level: false as const },
  )
  file.resolvePathFn = () => fileAt(0)
  file.format = '{text}'
  file.maxSize = MAX_FILE_BYTES
  // Only its owner may read it.
  file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' }
  file.archiveLogFn = (full) => {
    try {
      for (let index = FILES - 1; index > 0; index--)
        if (existsSync(fileAt(index - 1))) renameSync(fileAt(index - 1), fileAt(index))
    } catch {
      full.clear() // a file that can't be moved must not grow for ever
    }
  }
  return {
    folder,
    write: (entry) => log.info(entry),
    lastLines: async (count) => (await Promise.all([1, 0].map((index) => endOf(fileAt(index))))).flat().slice(-count),
  }
}

/** Returns the last lines of a file; none if it can't be read. */
async function endOf(file: string): Promise<readonly string[]> {
  const text = await readFile(file, 'utf8').catch(() => '') // there may be no such file yet
  return text.slice(-MAX_READ_BYTES).split(/\r?\n/).filter(Boolean)
}
