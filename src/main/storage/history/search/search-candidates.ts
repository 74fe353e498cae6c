import type { Item } from '../../../../shared/conversation/item'
import type { SearchRequest } from '../../../../shared/history/search'
import { type ItemText, itemText } from '../../../../shared/history/item-text'
import type { Database } from '../../database/open-database'
import { fromKey } from '../file/encode'
import { storedItem } from '../writing/stored-item'

/** The conversation in which something was found. */
export interface FoundConversation {
  readonly id: string
  readonly title: string
  readonly pinned: boolean
}

export interface FoundItem {
  readonly conversation: FoundConversation
  readonly item: Item
  readonly said: ItemText
  /** Milliseconds since 1970. */
  readonly at: number
}

export interface FoundTitle {
  readonly conversation: FoundConversation
  readonly at: number
}

/** Where to look. */
export type Span = Pick<SearchRequest, 'from' | 'until'>

/** How far items' numbers of one millisecond are from those of the next. */
const NUMBERS_A_MILLISECOND = 1024
/** In the year 2248; there are no later ones, since their numbers would not be exact in JavaScript. */
const LAST_MILLISECOND = 2 ** 43

interface ItemRow {
  readonly number: number
  readonly body: string
  readonly id: string
  readonly title: string
  readonly pinned: number
}

/**
 * The newest items that fit the expression. Everything streams: the index gives its rows in the order of their numbers,
 * which is that of time, and no more of them are looked at than are needed, however many there are.
 */
export function newestItems(database: Database, expression: string, span: Span, limit: number): readonly FoundItem[] {
  // CROSS JOIN, so that SQLite begins with the index. The casts, since a number from JavaScript may arrive as a REAL,
  // by which FTS5 does not limit its rows.
  const rows = database
    .prepare(
      `SELECT items.number, items.body, conversations.id, conversations.title, conversations.pinned
      FROM words
      CROSS JOIN items ON items.number = words.rowid
      CROSS JOIN conversations ON conversations.number = items.conversation
      WHERE words MATCH ? AND words.rowid >= CAST(? AS INTEGER) AND words.rowid < CAST(? AS INTEGER)
        AND conversations.removed_at IS NULL
      ORDER BY words.rowid DESC LIMIT ?`,
    )
    .all(expression, firstNumber(span.from ?? 0), firstNumber(span.until ?? LAST_MILLISECOND), limit) as ItemRow[]
  return rows.flatMap((row) => {
    const item = storedItem(row.body)
    const said = item && itemText(item)
    return said ? [{ conversation: foundConversation(row), item, said, at: millisecondOf(row.number) }] : []
  })
}

/** The conversations with a title of the user's own that fits, the last that were spoken in first. */
export function newestTitles(database: Database, expression: string, span: Span, limit: number): readonly FoundTitle[] {
  const rows = database
    .prepare(
      `SELECT conversations.id, conversations.title, conversations.pinned, conversations.updated_at AS at
      FROM titles
      CROSS JOIN conversations ON conversations.number = titles.rowid
      WHERE titles MATCH ? AND conversations.updated_at >= ? AND conversations.updated_at < ?
        AND conversations.removed_at IS NULL AND conversations.titled = 1
      ORDER BY conversations.updated_at DESC, conversations.number DESC LIMIT ?`,
    )
    .all(expression, span.from ?? 0, span.until ?? LAST_MILLISECOND, limit) as (Omit<ItemRow, 'body'> & {
    at: number
  })[]
  return rows.map((row) => ({ conversation: foundConversation(row), at: row.at }))
}

const foundConversation = ({ id, title, pinned }: FoundRow): FoundConversation => ({
  id: fromKey(id),
  title,
  pinned: pinned === 1,
})

type FoundRow = Pick<ItemRow, 'id' | 'title' | 'pinned'>

const firstNumber = (millisecond: number): number => millisecond * NUMBERS_A_MILLISECOND

const millisecondOf = (number: number): number => Math.floor(number / NUMBERS_A_MILLISECOND)
