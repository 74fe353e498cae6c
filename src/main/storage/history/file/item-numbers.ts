import type { HistoryFile } from './history-file'

/** So many items can be of the same millisecond without taking a number of the next. */
const PER_MILLISECOND = 1024
const LATEST = Number.MAX_SAFE_INTEGER / PER_MILLISECOND / 2

/**
 * The number of a new item: its millisecond, times 1024, or the next that is free.
 * @param at milliseconds since 1970; what is no such time counts as `now`
 * @param behind a number that it has to be higher than
 */
export function numberFor(file: HistoryFile, at: number | null, now: number, behind: number): number {
  const time = at !== null && at >= 0 && at < LATEST ? at : now
  const wanted = Math.max(Math.floor(time) * PER_MILLISECOND, behind + 1)
  const [taken] = file.all('SELECT 1 FROM items WHERE number = ?', wanted)
  return taken ? endOfRun(file, wanted) : wanted
}

/** The first number from `taken` on that no item has. */
function endOfRun(file: HistoryFile, taken: number): number {
  const [row] = file.all<{ number: number }>(
    `SELECT number FROM items AS item WHERE number >= ?
     AND NOT EXISTS (SELECT 1 FROM items WHERE number = item.number + 1) ORDER BY number LIMIT 1`,
    taken,
  )
  return (row?.number ?? taken) + 1
}
