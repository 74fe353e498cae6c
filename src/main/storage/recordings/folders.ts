import { readdirSync, rmdirSync, rmSync } from 'node:fs'
import path from 'node:path'

/** What is in a folder; nothing when there is none. */
export function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return [] // there is no such folder
  }
}

/** Erases a file, and its folder when that is empty. */
export function erase(file: string): void {
  rmSync(file, { force: true })
  try {
    rmdirSync(path.dirname(file))
  } catch {
    // There is more in it.
  }
}

/** Erases a folder and all that is in it. A file that is being played may be held for a moment (Windows). */
export const eraseFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
