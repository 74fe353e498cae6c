import { statSync } from 'node:fs'
import path from 'node:path'
import { erase, namesIn } from './folders'
import { logOf } from '../../../shared/log'

const log = logOf('recordings')

/** A recorder writes several times a second; what did not grow for so long nobody is recording, in milliseconds. */
const UNCHANGED_MS = 60 * 60 * 1000

/** Names what is being recorded, by the process that does. */
export const growingName = (processId: number, count: number): string => `${processId}-${count}.part`

/**
 * Erases what a recorder left behind that ended in the middle. What another program is recording now is left alone; what
 * bears our own number is from one that had it before us.
 */
export function eraseLeftovers(folder: string, now: number): void {
  for (const name of namesIn(folder)) {
    const inside = path.join(folder, name)
    for (const file of namesIn(inside)) {
      const [, processId] = /^(\d+)-\d+\.part$/.exec(file) ?? []
      if (processId === undefined) continue
      const leftover = path.join(inside, file)
      if (!isRecorded(Number(processId), leftover, now)) tryToErase(leftover)
    }
  }
}

function tryToErase(leftover: string): void {
  try {
    erase(leftover)
  } catch (thrown) {
    log.warn('A leftover file can’t be erased; the next start tries again.', thrown)
  }
}

function isRecorded(processId: number, file: string, now: number): boolean {
  if (processId === process.pid || !isRunning(processId)) return false
  const changed = statSync(file, { throwIfNoEntry: false })?.mtimeMs
  return changed !== undefined && now - changed < UNCHANGED_MS
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM' // somebody else's
  }
}
