import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { z } from 'zod'
import { logOf } from '../../shared/log'

const log = logOf('shell')

/** Something small that is remembered between runs, and that nobody misses much when it is lost. */
export interface MemoryFile<T> {
  /** What was remembered; what the schema makes of nothing when there is nothing, or nothing of use. */
  read(): T
  /** Never throws: a full disk is no reason to bother anybody with the place of a window. */
  change(change: Partial<T>): void
}

/**
 * Reads and writes at once and not asynchronously: it is read before there is a window, and written when the program
 * is about to end.
 */
export function createMemoryFile<T extends object>(file: string, schema: z.ZodType<T>): MemoryFile<T> {
  const read = (): T => {
    try {
      return schema.parse(JSON.parse(readFileSync(file, 'utf8')))
    } catch {
      return schema.parse({}) // at the first start there is no such file
    }
  }
  return {
    read,
    change(change) {
      const beside = `${file}.tmp`
      try {
        mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
        writeFileSync(beside, `${JSON.stringify({ ...read(), ...change }, null, 2)}\n`)
        renameSync(beside, file)
      } catch (thrown) {
        log.warn('The place of the window can’t be kept.', thrown)
      }
    },
  }
}
