import type { Item } from '../../../../shared/conversation/item'
import { toJson, toKey, toText } from '../file/encode'
import { isGrowing } from './growing'
import type { HistoryFile } from '../file/history-file'
import type { KeptItem } from './item-list'
import { numberFor } from '../file/item-numbers'
import type { KeptConversation } from './kept-conversation'
import type { GoneItem } from './kept-items'
import { markErased } from '../file/file-flags'
import { numberOf } from '../reading/read-conversation'

/** What became of a conversation that was written. */
export interface Writing {
  /** `erased`: another program has erased it; `stale`: another one has taken in one of the same name meanwhile. */
  readonly kind: 'written' | 'erased' | 'stale'
  /** Whether the list is another one now. */
  readonly listed: boolean
}

interface Head {
  readonly title: string
  readonly titled: number
  readonly pinned: number
  readonly updated_at: number
  readonly removed_at: number | null
}

/**
 * Writes what of a conversation is not in the file yet, all of it or nothing.
 * @param now milliseconds since 1970
 */
export function writeConversation(file: HistoryFile, kept: KeptConversation, now: number): Writing {
  /** What is true only when the transaction has gone through. */
  const afterwards: (() => void)[] = []
  const writing = file.transaction((): Writing => {
    const head = readHead(file, kept)
    if (kept.number !== null && !head) return { kind: 'erased', listed: true }
    if (kept.number === null && numberOf(file, kept.id) !== null) return { kind: 'stale', listed: false }
    for (const gone of kept.items.gone) removeItem(file, gone)
    if (kept.items.size === 0) return vanish(file, kept, afterwards)
    const { number, listed } = head && kept.number !== null ? update(file, kept, kept.number, head) : insert(file, kept)
    writeItems(file, kept, number, now, afterwards)
    writeResponses(file, kept, number)
    afterwards.push(() => (kept.number = number))
    return { kind: 'written', listed }
  })
  if (writing.kind !== 'written') return writing
  for (const then of afterwards) then()
  kept.settle()
  return writing
}

const readHead = (file: HistoryFile, { number }: KeptConversation): Head | undefined =>
  number === null
    ? undefined
    : file.all<Head>(
        'SELECT title, titled, pinned, updated_at, removed_at FROM conversations WHERE number = ?',
        number,
      )[0]

function insert(file: HistoryFile, kept: KeptConversation): { readonly number: number; readonly listed: boolean } {
  const { id, startedAt, updatedAt, usage } = kept
  const { model, endpoint } = kept.origin
  const title = toText(kept.items.title)
  const number = file.insert(
    'INSERT INTO conversations (id, started_at, updated_at, title, model, endpoint, usage) VALUES (?, ?, ?, ?, ?, ?, ?)',
    ...[toKey(id), startedAt, updatedAt, title, model && toText(model), endpoint && toText(endpoint), toJson(usage)],
  )
  return { number, listed: true }
}

function update(file: HistoryFile, kept: KeptConversation, number: number, head: Head) {
  if (!kept.changedAsWhole && kept.items.unwritten === 0) return { number, listed: false }
  const { updatedAt, usage } = kept
  const { model, endpoint } = kept.origin
  const title = head.titled ? head.title : toText(kept.items.title)
  const listed = head.removed_at === null && (title !== head.title || moves(file, number, head, updatedAt))
  file.run(
    'UPDATE conversations SET model = ?, endpoint = ?, usage = ? WHERE number = ?',
    ...[model && toText(model), endpoint && toText(endpoint), toJson(usage), number],
  )
  // Apart, since an index has to be kept in order by it.
  if (updatedAt !== head.updated_at)
    file.run('UPDATE conversations SET updated_at = ? WHERE number = ?', updatedAt, number)
  if (title !== head.title) file.run('UPDATE conversations SET title = ? WHERE number = ?', title, number)
  return { number, listed }
}

/** Whether a conversation gets another place in the list, which it does unless it is at the top. */
function moves(file: HistoryFile, number: number, head: Head, updatedAt: number): boolean {
  if (updatedAt === head.updated_at) return false
  const [top] = file.all<{ number: number }>(
    `SELECT number FROM conversations WHERE removed_at IS NULL AND pinned = ?
     ORDER BY pinned DESC, updated_at DESC, number DESC LIMIT 1`,
    head.pinned,
  )
  return top?.number !== number || updatedAt < head.updated_at
}

function writeItems(
  file: HistoryFile,
  kept: KeptConversation,
  conversation: number,
  now: number,
  afterwards: (() => void)[],
): void {
  let behind = kept.lastNumber
  for (const one of inOrder(kept.items.changed)) {
    const { item } = one
    if (!item) continue
    const running = isGrowing(item)
    const number = one.number ?? numberFor(file, item.at, now, behind)
    if (one.number === null) {
      insertItem(file, { number, conversation, position: one.position, running, item })
      behind = number
    } else updateItem(file, one, item, running)
    if (!running) file.words.put(number, item)
    afterwards.push(() => Object.assign(one, { number, running }))
  }
  for (const { number, position } of kept.items.moved)
    if (number !== null) file.run('UPDATE items SET position = ? WHERE number = ?', position, number)
  afterwards.push(() => (kept.lastNumber = behind))
}

/** New items get their numbers in the order of the conversation. */
const inOrder = (changed: ReadonlySet<KeptItem>): readonly KeptItem[] =>
  [...changed].sort((left, right) => left.position - right.position)

interface NewRow {
  readonly number: number
  readonly conversation: number
  readonly position: number
  readonly running: boolean
  readonly item: Item
}

/** Adds the row of an item. */
export const insertItem = (file: HistoryFile, { number, conversation, position, running, item }: NewRow): void =>
  void file.run(
    'INSERT INTO items (number, conversation, id, position, running, body) VALUES (?, ?, ?, ?, ?, ?)',
    ...[number, conversation, toKey(item.id), position, Number(running), toJson(item)],
  )

function updateItem(file: HistoryFile, one: KeptItem, item: Item, running: boolean): void {
  if (one.running === running) file.run('UPDATE items SET body = ? WHERE number = ?', toJson(item), one.number)
  else file.run('UPDATE items SET body = ?, running = ? WHERE number = ?', toJson(item), Number(running), one.number)
}

function removeItem(file: HistoryFile, { number, running }: GoneItem): void {
  file.run('DELETE FROM items WHERE number = ?', number)
  if (running) return
  file.words.remove(number)
  markErased(file)
}

function writeResponses(file: HistoryFile, kept: KeptConversation, conversation: number): void {
  for (const { id, at, usage, dollars } of kept.responses.slice(kept.writtenResponses))
    file.run(
      'INSERT INTO responses (conversation, id, at, usage, dollars) VALUES (?, ?, ?, ?, ?)',
      ...[conversation, id && toKey(id), at, toJson(usage), dollars],
    )
}

/** All of it was removed: it is as if it had never been, until something new is said in it. */
function vanish(file: HistoryFile, kept: KeptConversation, afterwards: (() => void)[]): Writing {
  if (kept.number !== null) {
    file.run('DELETE FROM conversations WHERE number = ?', kept.number)
    file.words.removeTitle(kept.number)
  }
  afterwards.push(() => (kept.number = null))
  return { kind: 'written', listed: kept.number !== null }
}
