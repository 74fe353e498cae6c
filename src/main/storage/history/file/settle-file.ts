import type { Clock } from '../../../../shared/clock'
import { eraseEmpty, purgeRemoved } from './erase'
import type { HistoryFile } from './history-file'
import { readFlag, writeFlag } from './file-flags'
import { settleAfterCrash } from './settle-after-crash'

/**
 * What was removed can be had back for so long, in milliseconds, even from another Parley that has the file open: for as
 * long as that shows a way to undo it.
 */
export const SECOND_THOUGHTS_MS = 60_000
const DAY_MS = 24 * 60 * 60 * 1000

/** When what was left behind is erased, in milliseconds: not while somebody waits for the list. */
export const ERASE_AFTER_MS = 1000

/**
 * Puts right what the last program left behind, as far as anybody would see it.
 * @returns whether the file should be looked through
 */
export function settleFile(file: HistoryFile, clock: Clock): boolean {
  const now = clock.wallTime()
  settleAfterCrash(file)
  const checked = readFlag(file, 'checked')
  const endedWell = readFlag(file, 'ended') !== 0
  if (checked === null) writeFlag(file, 'checked', now)
  writeFlag(file, 'ended', 0)
  return checked !== null && (!endedWell || Math.abs(now - checked) > DAY_MS)
}

/** Erases what the last program left behind: conversations that were removed, and those in which there is nothing. */
export function eraseLeftBehind(file: HistoryFile, now: number): void {
  purgeRemoved(file, now - SECOND_THOUGHTS_MS, now)
  eraseEmpty(file)
}
