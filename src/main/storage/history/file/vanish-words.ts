import type { HistoryFile } from './history-file'

/**
 * Takes the words of what was erased out of the index, in which a deleted row is only marked as such until the part of
 * the index that it is in is written anew.
 */

const indexes = ['words', 'titles'] as const

/** How much of an index is written in one step, in pages: a few milliseconds' work. */
const MAX_PAGES = 64

/** Work in steps: each `next` does one, and is a transaction of its own. */
export function* vanishWords(file: HistoryFile): Generator<undefined, void> {
  for (const index of indexes) {
    // All parts are to be merged into one…
    if (!merge(file, index, -MAX_PAGES)) continue
    yield
    // …which goes on for as long as there is something to do.
    while (merge(file, index, MAX_PAGES)) yield
  }
}

/** FTS5's own measure of whether a merge had anything to do. */
function merge(file: HistoryFile, index: (typeof indexes)[number], pages: number): boolean {
  const before = changes(file)
  file.run(`INSERT INTO ${index} (${index}, rank) VALUES ('merge', ?)`, pages)
  return changes(file) - before >= 2
}

const changes = (file: HistoryFile): number =>
  file.all<{ changes: number }>('SELECT total_changes() AS changes')[0]?.changes ?? 0
