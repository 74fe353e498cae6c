import { randomUUID } from 'node:crypto'
import type { Item } from '../../../shared/conversation/item'
import { titleOf } from '../../../shared/conversation/transcript'
import { addUsage, noUsage, type Usage } from '../../../shared/usage/usage'
import type { Database } from './connection'

/** A conversation whose title is lost is named after so many of its items at most. */
const ITEMS_FOR_TITLE = 20

/**
 * Gives a conversation to items whose own is lost, with what can be told from them: first words, times, tokens. What is
 * left without items goes.
 */
export function adoptOrphans(database: Database): void {
  const orphans = database
    .prepare('SELECT DISTINCT conversation FROM items WHERE conversation NOT IN (SELECT number FROM conversations)')
    .pluck()
    .all()
  for (const number of orphans) adopt(database, number)
  database.exec('DELETE FROM responses WHERE conversation NOT IN (SELECT number FROM conversations)')
}

function adopt(database: Database, conversation: unknown): void {
  const bodies = database.prepare('SELECT number, body FROM items WHERE conversation = ? ORDER BY position')
  const first: Item[] = []
  let startedAt: number | null = null
  let updatedAt: number | null = null
  let newest = 0
  for (const row of bodies.iterate(conversation)) {
    const { number, body } = row as { readonly number: number; readonly body: string }
    const item = JSON.parse(body) as Item
    if (first.length < ITEMS_FOR_TITLE) first.push(item)
    newest = Math.max(newest, number)
    if (!Number.isSafeInteger(item.at)) continue
    startedAt = Math.min(startedAt ?? Infinity, item.at ?? Infinity)
    updatedAt = Math.max(updatedAt ?? 0, item.at ?? 0)
  }
  database
    .prepare('INSERT INTO conversations (number, id, started_at, updated_at, title, usage) VALUES (?, ?, ?, ?, ?, ?)')
    // Items' numbers are made from the time at which they were first written.
    .run(
      conversation,
      randomUUID(),
      startedAt,
      updatedAt ?? Math.floor(newest / 1024),
      titleOf(first),
      usageOf(database, conversation),
    )
}

function usageOf(database: Database, conversation: unknown): string {
  const rows = database.prepare('SELECT usage FROM responses WHERE conversation = ?').pluck().all(conversation)
  const sum = rows.reduce<Usage>((all, row) => addUsage(all, JSON.parse(String(row)) as Usage), noUsage)
  return JSON.stringify(Object.values(sum).every(Number.isFinite) ? sum : noUsage)
}
