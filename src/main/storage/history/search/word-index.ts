import { foldText } from '../../../../shared/history/fold-text'
import { wordsOf } from '../../../../shared/history/words'
import type { Item } from '../../../../shared/conversation/item'
import { itemText } from '../../../../shared/history/item-text'
import type { Database } from '../../database/open-database'
import { storedItem } from '../writing/stored-item'

/** How many rows {@link WordIndex.rebuild} has in memory at a time. */
const ROWS_AT_A_TIME = 500

/** Each has a column. */
const speakers = ['user', 'assistant', 'other'] as const

/**
 * How much of the index is tidied up with every item, in pages. Left to itself (`automerge`) FTS5 does nothing for some
 * twenty items, and then so much at once that what streams has to wait. An item adds about a page, which is written anew
 * two or three times until the index is in order; the rest catches up.
 */
const MERGED_PAGES = 8

type Statement = ReturnType<Database['prepare']>

/**
 * The full-text index of what was said. The tables hold words that are folded and parted here, by the same functions that
 * mark what was found: what SQLite finds and what windows mark is the same.
 */
export class WordIndex {
  readonly #database: Database
  readonly #putItem: Statement
  readonly #merge: Statement
  readonly #removeItem: Statement
  readonly #putTitle: Statement
  readonly #removeTitle: Statement

  /** @param database one in which the tables are there already */
  constructor(database: Database) {
    this.#database = database
    this.#putItem = database.prepare(`INSERT OR REPLACE INTO words (rowid, ${speakers.join(', ')}) VALUES (?, ?, ?, ?)`)
    this.#merge = database.prepare("INSERT INTO words (words, rank) VALUES ('merge', ?)")
    this.#removeItem = database.prepare('DELETE FROM words WHERE rowid = ?')
    this.#putTitle = database.prepare('INSERT OR REPLACE INTO titles (rowid, title) VALUES (?, ?)')
    this.#removeTitle = database.prepare('DELETE FROM titles WHERE rowid = ?')
  }

  /** Makes an item's words found, in the place of those that it had before. */
  put(itemNumber: number, item: Item): void {
    const said = itemText(item)
    const words = said ? indexed(said.text) : ''
    if (!said || words === '') {
      this.remove(itemNumber)
      return
    }
    this.#putItem.run([itemNumber, ...speakers.map((speaker) => (speaker === said.speaker ? words : ''))])
    this.#merge.run([MERGED_PAGES])
  }

  remove(itemNumber: number): void {
    this.#removeItem.run([itemNumber])
  }

  /**
   * Makes a conversation found by its title. Only titles that users gave are needed: the others are words of an item, and
   * are found there.
   */
  putTitle(conversationNumber: number, title: string): void {
    this.#putTitle.run([conversationNumber, indexed(title)])
  }

  removeTitle(conversationNumber: number): void {
    this.#removeTitle.run([conversationNumber])
  }

  /** Makes the index anew from items and conversations, a piece at a time, in the transaction that is open or in one. */
  rebuild(): void {
    if (this.#database.inTransaction) this.#rebuild()
    else this.#database.transaction(() => this.#rebuild())()
  }

  #rebuild(): void {
    this.#database.exec(
      `INSERT INTO words (words) VALUES ('delete-all'); INSERT INTO titles (titles) VALUES ('delete-all')`,
    )
    const items = 'SELECT number, body FROM items WHERE running = 0 AND number > ? ORDER BY number LIMIT ?'
    for (const { number, body } of this.#rows(items)) {
      const item = storedItem(body)
      if (item) this.put(number, item)
    }
    const titled =
      'SELECT number, title AS body FROM conversations WHERE titled = 1 AND number > ? ORDER BY number LIMIT ?'
    for (const { number, body } of this.#rows(titled)) this.putTitle(number, body)
  }

  /** Row by row, so that a history larger than the memory goes through. */
  *#rows(select: string): Generator<{ readonly number: number; readonly body: string }> {
    const statement = this.#database.prepare(select)
    let after = Number.MIN_SAFE_INTEGER
    for (;;) {
      const rows = statement.all(after, ROWS_AT_A_TIME) as { number: number; body: string }[]
      yield* rows
      const last = rows.at(-1)
      if (!last) return
      after = last.number
    }
  }
}

/** A text as the index's tokenizer parts it, at the spaces. */
const indexed = (text: string): string =>
  wordsOf(foldText(text).text)
    .map((word) => word.text)
    .join(' ')
