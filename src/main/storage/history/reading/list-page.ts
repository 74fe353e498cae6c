import type { HistoryPage } from '../../../../shared/history/summary'
import type { HistoryFile } from '../file/history-file'
import { type ConversationRow, summaryOf } from './read-conversation'

type ListedRow = Pick<ConversationRow, 'number' | 'id' | 'title' | 'started_at' | 'updated_at' | 'pinned'>

/** Where a page ended, so that the next one begins right behind it, whatever has come to the top meanwhile. */
interface Place {
  readonly pinned: number
  readonly updatedAt: number
  readonly number: number
}

const columns = 'number, id, title, started_at, updated_at, pinned'
const order = 'ORDER BY pinned DESC, updated_at DESC, number DESC LIMIT ?'

/** A page of the list, which costs the same wherever it begins. */
export function listPage(file: HistoryFile, cursor: string | null, limit: number): HistoryPage {
  const place = cursor === null ? null : placeOf(cursor)
  const rows = place
    ? file.all<ListedRow>(
        `SELECT ${columns} FROM conversations WHERE removed_at IS NULL
         AND (pinned, updated_at, number) < (?, ?, ?) ${order}`,
        ...[place.pinned, place.updatedAt, place.number, limit + 1],
      )
    : file.all<ListedRow>(`SELECT ${columns} FROM conversations WHERE removed_at IS NULL ${order}`, limit + 1)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    conversations: page.map(summaryOf),
    next: last && rows.length > limit ? `${last.pinned} ${last.updated_at} ${last.number}` : null,
  }
}

/** Null for what is no place: then the list begins at its beginning. */
function placeOf(cursor: string): Place | null {
  const [pinned, updatedAt, number] = cursor.split(' ').map(Number)
  if (pinned === undefined || updatedAt === undefined || number === undefined) return null
  return [pinned, updatedAt, number].every(Number.isFinite) ? { pinned, updatedAt, number } : null
}

/** All identifiers, oldest first. */
export const allIds = (file: HistoryFile): readonly string[] =>
  file
    .all<ListedRow>(
      `SELECT ${columns} FROM conversations WHERE removed_at IS NULL
       ORDER BY coalesce(started_at, updated_at), number`,
    )
    .map((row) => summaryOf(row).id)
