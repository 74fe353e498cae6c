import { fromKey, toKey } from './encode'
import type { HistoryFile } from './history-file'
import { markErased, writeFlag } from './file-flags'

/** Erases conversations with their words, of which pieces stay in the index until `vanish-words` is done. */

interface Found {
  readonly number: number
  readonly id: string
}

/** Erases those of the conversations that are removed; answers which. */
export const purgeConversations = (file: HistoryFile, ids: readonly string[]): readonly string[] =>
  file.transaction(() =>
    erase(
      file,
      ids.flatMap((id) =>
        file.all<Found>('SELECT number, id FROM conversations WHERE id = ? AND removed_at IS NOT NULL', toKey(id)),
      ),
    ),
  )

/** Erases what was removed before a time, or after another, which says that the clock was set; answers which. */
export const purgeRemoved = (file: HistoryFile, before: number, after: number): readonly string[] =>
  file.transaction(() =>
    erase(
      file,
      file.all<Found>('SELECT number, id FROM conversations WHERE removed_at < ? OR removed_at > ?', before, after),
    ),
  )

/**
 * Erases conversations in which nothing was said since; answers which. Pinned ones stay.
 * @param except those that go on
 */
export const eraseBefore = (file: HistoryFile, updatedBefore: number, except: ReadonlySet<string>): readonly string[] =>
  file.transaction(() => {
    const old = file.all<Found>(
      'SELECT number, id FROM conversations WHERE pinned = 0 AND updated_at < ?',
      updatedBefore,
    )
    return erase(
      file,
      old.filter(({ id }) => !except.has(fromKey(id))),
    )
  })

/** Erases conversations in which there is nothing. */
export const eraseEmpty = (file: HistoryFile): void =>
  file.transaction(() => {
    const empty = file.all<Found>(
      `SELECT number, id FROM conversations WHERE NOT EXISTS
       (SELECT 1 FROM items WHERE conversation = conversations.number)`,
    )
    erase(file, empty)
  })

function erase(file: HistoryFile, conversations: readonly Found[]): readonly string[] {
  for (const { number } of conversations) {
    for (const item of file.all<Found>('SELECT number FROM items WHERE conversation = ?', number))
      file.words.remove(item.number)
    file.words.removeTitle(number)
    file.run('DELETE FROM conversations WHERE number = ?', number)
  }
  if (conversations.length > 0) markErased(file)
  return conversations.map(({ id }) => fromKey(id))
}

/**
 * Erases every conversation and makes the file anew, so that no word is left in it; other programs that have it open go
 * on with the empty one. @throws SqliteError
 */
export function eraseEverything(file: HistoryFile): void {
  const { database } = file
  // Row by row, and each overwritten, it would take minutes; what is thrown away as a whole is left out of the new file.
  database.exec('PRAGMA foreign_keys = OFF; PRAGMA secure_delete = OFF')
  try {
    file.transaction(() => {
      for (const table of ['responses', 'items', 'conversations']) database.exec(`DELETE FROM ${table}`)
      for (const index of ['words', 'titles']) database.exec(`INSERT INTO ${index} (${index}) VALUES ('delete-all')`)
      markErased(file)
    })
    database.exec('VACUUM')
    writeFlag(file, 'erased', 0)
  } finally {
    database.exec('PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON')
  }
  emptyLog(file)
}

/**
 * Brings what was written last into the file itself and empties the log beside it, in which the words are as well.
 * @returns false while another program reads
 */
export function emptyLog(file: HistoryFile): boolean {
  const wait = file.all<{ timeout: number }>('PRAGMA busy_timeout')[0]?.timeout ?? 0
  // Whoever reads may read for long, and this thread has other things to do.
  file.all('PRAGMA busy_timeout = 0')
  try {
    return file.all<{ busy: number }>('PRAGMA wal_checkpoint(TRUNCATE)')[0]?.busy === 0
  } finally {
    file.all(`PRAGMA busy_timeout = ${wait}`)
  }
}
