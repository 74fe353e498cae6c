import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import { noUsage } from '../../src/shared/usage/usage'
import type { Database } from '../../src/main/storage/database/open-database'
import { garbageCollector } from './garbage-collector'

/** A folder that is gone when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-storage-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/**
 * Closes a database as the end of its program does: libsql keeps a closed file open until its statements are collected as
 * garbage.
 */
export async function closeForGood(database: Database): Promise<void> {
  database.close()
  garbageCollector()()
  await setImmediate()
}

/** Numbers from 0 up to 1, always the same for a seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const vocabulary =
  'the weather is fine in Zürich today and tomorrow it will rain 雨 or snow ❄️ nobody knows when'.split(' ')
const start = Date.UTC(2026, 0, 1)

interface Amount {
  readonly conversations: number
  /** In all of them together. */
  readonly items: number
}

/** Fills a database as months of use do: conversations one after the other, short and long items, some in many pages. */
export function fillWith(database: Database, { conversations, items }: Amount, random = randomNumbers(1)): void {
  const words = (count: number): string =>
    Array.from({ length: count }, () => vocabulary[Math.floor(random() * vocabulary.length)]).join(' ')
  const usage = JSON.stringify({ ...noUsage, total: 12, input: 12 })
  const insertConversation = database.prepare(
    'INSERT INTO conversations (number, id, started_at, updated_at, title, pinned, model, usage) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const insertItem = database.prepare(
    'INSERT INTO items (number, conversation, id, position, body) VALUES (?, ?, ?, ?, ?)',
  )
  const insertResponse = database.prepare(
    'INSERT INTO responses (number, conversation, id, at, usage, dollars) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const perConversation = Math.ceil(items / conversations)
  for (let index = 0; index < conversations; index++) {
    const at = start + index * 86_400_000
    const number = at * 1024
    database.exec('BEGIN')
    const title = words(5)
    insertConversation.run(
      number,
      `conversation-${index}`,
      at,
      at + perConversation * 8000,
      title,
      index % 9 === 0 ? 1 : 0,
      'gpt',
      usage,
    )
    for (let turn = 0; turn < perConversation; turn++) {
      const role = turn % 2 === 0 ? 'user' : 'assistant'
      const long = random()
      const text = words(long < 0.02 ? 2000 : long < 0.1 ? 300 : 5 + Math.floor(random() * 50))
      const itemAt = at + turn * 8000
      const parts = [{ kind: 'audio', text, audioMs: 1200, heardMs: null, transcript: 'done' }]
      const body = {
        kind: 'message',
        id: `item-${turn}`,
        at: itemAt,
        status: 'completed',
        role,
        parts,
        responseId: null,
      }
      insertItem.run(itemAt * 1024, number, `item-${turn}`, turn + 0.5, JSON.stringify(body))
      if (turn % 2 === 1)
        insertResponse.run(itemAt * 1024, number, `response-${turn}`, itemAt, usage, turn % 3 === 0 ? null : 0.01)
    }
    database.exec('COMMIT')
  }
  indexWords(database)
}

/** Makes the indexes of words anew, as plainly as can be. */
export function indexWords(database: Database): void {
  database.exec(`
    INSERT INTO words (words) VALUES ('delete-all');
    INSERT INTO titles (titles) VALUES ('delete-all');
    INSERT INTO words (rowid, user) SELECT number, body ->> '$.parts[0].text' FROM items;
    INSERT INTO titles (rowid, title) SELECT number, title FROM conversations;
  `)
}

/** All rows of the tables that are not derived, by `table/number`. */
export function rowsOf(database: Database): ReadonlyMap<string, string> {
  const rows = new Map<string, string>()
  for (const table of ['conversations', 'items', 'responses'])
    for (const row of database.prepare(`SELECT * FROM ${table}`).raw().all() as unknown[][])
      rows.set(`${table}/${String(row[0])}`, JSON.stringify(row))
  return rows
}
