import Libsql from 'libsql'
import type { Item } from '../../src/shared/conversation/item'
import type { SearchRequest, SearchResult } from '../../src/shared/history/search'
import { migrations } from '../../src/main/storage/history/file/migrations'
import { searchItems } from '../../src/main/storage/history/search/search-items'
import { WordIndex } from '../../src/main/storage/history/search/word-index'

interface Heading {
  readonly title?: string
  /** Whether the title is the user's own. */
  readonly titled?: boolean
  readonly updatedAt?: number
  readonly pinned?: boolean
  readonly removed?: boolean
}

/** A small history in memory, to be searched. */
export class SearchableHistory {
  readonly database = new Libsql(':memory:')
  readonly index: WordIndex
  #items = 0
  #conversations = 0

  constructor() {
    for (const step of migrations) this.database.exec(step)
    this.index = new WordIndex(this.database)
  }

  /** Puts a conversation in; answers its identifier. */
  hold(items: readonly Item[], heading: Heading = {}): string {
    const number = ++this.#conversations
    const { title = 'Untitled', titled = false, updatedAt = 0, pinned = false, removed = false } = heading
    const id = `conversation_${number}`
    this.database
      .prepare(
        `INSERT INTO conversations (number, id, started_at, updated_at, title, titled, pinned, usage, removed_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, '{}', ?)`,
      )
      .run(number, id, updatedAt, updatedAt, title, titled ? 1 : 0, pinned ? 1 : 0, removed ? 1 : null)
    if (titled) this.index.putTitle(number, title)
    for (const item of items) this.#put(number, item)
    return id
  }

  search(query: string, changes: Partial<SearchRequest> = {}): SearchResult {
    const request: SearchRequest = {
      query,
      speaker: 'anyone',
      from: null,
      until: null,
      order: 'newest',
      limit: 50,
      ...changes,
    }
    return searchItems(this.database, request)
  }

  /** What is found, in order: the identifiers of items, and titles. */
  found(query: string, changes: Partial<SearchRequest> = {}): readonly string[] {
    return this.search(query, changes).hits.map(({ itemId, title }) => itemId ?? title)
  }

  #put(conversation: number, item: Item): void {
    this.#items += 1
    const number = this.#numberAt((item.at ?? 0) * 1024)
    this.database
      .prepare('INSERT INTO items (number, conversation, id, position, body) VALUES (?, ?, ?, ?, ?)')
      .run(number, conversation, item.id, this.#items, JSON.stringify(item))
    this.index.put(number, item)
  }

  /** The first that is free. */
  #numberAt(wanted: number): number {
    const taken = this.database.prepare('SELECT 1 FROM items WHERE number = ?').all(wanted).length > 0
    return taken ? this.#numberAt(wanted + 1) : wanted
  }
}
