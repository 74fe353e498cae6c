import { systemClock } from '../../src/main/clock/system-clock'
import { openDatabase } from '../../src/main/storage/database/open-database'
import { toJson } from '../../src/main/storage/history/file/encode'
import { migrations } from '../../src/main/storage/history/file/migrations'
import { WordIndex } from '../../src/main/storage/history/search/word-index'
import type { Item, MessageItem } from '../../src/shared/conversation/item'
import { titleOf } from '../../src/shared/conversation/transcript'
import { noUsage } from '../../src/shared/usage/usage'
import { between, createRandom } from './random'
import { createVocabulary, zipfPicker } from './vocabulary'

export const CONVERSATIONS = 20_000
export const ITEMS_EACH = 50
/** When the first conversation began, in milliseconds since 1970; one follows another for three years. */
export const BEGAN_AT = Date.UTC(2023, 0, 1)
export const EVERY_MS = (3 * 365 * 24 * 3_600_000) / CONVERSATIONS
const ITEM_MS = 8000
/** Every so manieth conversation has a title of the user's own. */
const TITLED_EVERY = 10
const CONVERSATIONS_A_TRANSACTION = 200

/** Fills a new file with a million items; takes minutes. The words are put into the index as they are when people talk. */
export function buildHistory(path: string): void {
  const { database } = openDatabase({ path, migrations, clock: systemClock })
  database.exec('PRAGMA synchronous = OFF; PRAGMA secure_delete = OFF; PRAGMA foreign_keys = OFF')
  const index = new WordIndex(database)
  const insertConversation = database.prepare(
    `INSERT INTO conversations (number, id, started_at, updated_at, title, titled, model, endpoint, usage)
    VALUES (?, ?, ?, ?, ?, ?, 'model', 'endpoint', ?)`,
  )
  const insertItem = database.prepare(
    'INSERT INTO items (number, conversation, id, position, body) VALUES (?, ?, ?, ?, ?)',
  )
  const random = createRandom(2)
  const word = zipfPicker(createVocabulary(), random)
  const usage = toJson(noUsage)
  for (let number = 1; number <= CONVERSATIONS; number++) {
    if (number % CONVERSATIONS_A_TRANSACTION === 1) database.exec('BEGIN')
    const startedAt = Math.floor(BEGAN_AT + number * EVERY_MS)
    const items = Array.from({ length: ITEMS_EACH }, (_, place) =>
      itemOf(place, startedAt + place * ITEM_MS, random, word),
    )
    const titled = number % TITLED_EVERY === 0
    const title = titled ? wordsOf(between(random, 2, 5), word).join(' ') : titleOf(items)
    const endedAt = startedAt + ITEMS_EACH * ITEM_MS
    insertConversation.run(number, conversationId(number), startedAt, endedAt, title, titled ? 1 : 0, usage)
    if (titled) index.putTitle(number, title)
    for (const [place, item] of items.entries()) {
      const itemNumber = (item.at ?? 0) * 1024
      insertItem.run(itemNumber, number, item.id, place + 1, toJson(item))
      index.put(itemNumber, item)
    }
    if (number % CONVERSATIONS_A_TRANSACTION === 0) database.exec('COMMIT')
  }
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  database.close()
}

export const conversationId = (number: number): string => `conversation_${number}`

const wordsOf = (count: number, word: () => string): readonly string[] => Array.from({ length: count }, word)

/** What is said by turns; now and then a function is called. */
function itemOf(place: number, at: number, random: () => number, word: () => string): Item {
  const base = { id: `item_${at}_${place}`, at, status: 'completed' } as const
  if (place % 25 === 20) {
    const args = JSON.stringify({ query: wordsOf(3, word).join(' '), limit: 5 })
    return { ...base, kind: 'function_call', name: 'search_notes', callId: `call_${at}`, arguments: args }
  }
  if (place % 25 === 21) {
    const output = JSON.stringify({ notes: wordsOf(40, word) })
    return { ...base, kind: 'function_output', callId: `call_${at}`, output }
  }
  return place % 2 === 0
    ? message(base, 'user', sentences(between(random, 4, 20), random, word))
    : message(base, 'assistant', sentences(between(random, 10, 60), random, word))
}

const message = (
  base: Pick<MessageItem, 'id' | 'at' | 'status'>,
  role: MessageItem['role'],
  text: string,
): MessageItem => ({
  ...base,
  kind: 'message',
  role,
  responseId: role === 'assistant' ? `resp_${base.id}` : null,
  parts: [{ kind: 'audio', text, audioMs: text.length * 60, heardMs: null, transcript: 'done' }],
})

function sentences(count: number, random: () => number, word: () => string): string {
  let text = ''
  let isFirst = true
  for (let done = 0; done < count; done++) {
    const next = word()
    text += isFirst ? next.charAt(0).toUpperCase() + next.slice(1) : next
    const ends = done === count - 1 || random() < 0.1
    text += ends ? '. ' : random() < 0.08 ? ', ' : ' '
    isFirst = ends
  }
  return text.trimEnd()
}
