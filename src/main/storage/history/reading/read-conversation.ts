import type { Item } from '../../../../shared/conversation/item'
import type { ResponseRecord, Transcript } from '../../../../shared/conversation/transcript'
import type { StoredConversation } from '../../../../shared/history/port'
import type { ConversationSummary } from '../../../../shared/history/summary'
import { Failure } from '../../../../shared/ipc/result'
import { noUsage, type Usage } from '../../../../shared/usage/usage'
import { fromJson, fromKey, toKey } from '../file/encode'
import type { HistoryFile } from '../file/history-file'
import type { WrittenConversation } from '../writing/kept-conversation'
import { storedItem } from '../writing/stored-item'

export interface ConversationRow {
  readonly number: number
  readonly id: string
  readonly started_at: number | null
  readonly updated_at: number
  readonly title: string
  readonly titled: number
  readonly pinned: number
  readonly model: string | null
  readonly endpoint: string | null
  readonly usage: string
  readonly removed_at: number | null
}

interface ResponseRow {
  readonly id: string | null
  readonly at: number | null
  readonly usage: string
  readonly dollars: number | null
}

/** The row of a conversation; null where there is none. */
export const numberOf = (file: HistoryFile, id: string): number | null =>
  file.all<{ number: number }>('SELECT number FROM conversations WHERE id = ?', toKey(id))[0]?.number ?? null

export const findConversation = (file: HistoryFile, id: string): ConversationRow | undefined =>
  file.all<ConversationRow>('SELECT * FROM conversations WHERE id = ?', toKey(id))[0]

/** @throws Failure `conversation.not_found` */
export function conversationRow(file: HistoryFile, id: string): ConversationRow {
  const row = findConversation(file, id)
  if (!row || row.removed_at !== null) throw notFound()
  return row
}

export const notFound = (): Failure => new Failure('conversation.not_found')

/** @throws Failure `conversation.not_found` */
export function readConversation(file: HistoryFile, id: string): StoredConversation {
  const row = conversationRow(file, id)
  return { summary: summaryOf(row), transcript: transcriptOf(file, row) }
}

type ListedRow = Pick<ConversationRow, 'id' | 'title' | 'started_at' | 'updated_at' | 'pinned'>

export const summaryOf = ({ id, title, started_at, updated_at, pinned }: ListedRow): ConversationSummary => ({
  id: fromKey(id),
  title,
  startedAt: started_at ?? updated_at,
  updatedAt: updated_at,
  pinned: pinned !== 0,
})

/** Everything that is in the file of a conversation. */
export const transcriptOf = (file: HistoryFile, row: ConversationRow): Transcript => ({
  id: fromKey(row.id),
  title: row.title,
  startedAt: row.started_at,
  model: row.model,
  endpoint: row.endpoint,
  items: file
    .all<{ body: string }>('SELECT body FROM items WHERE conversation = ? ORDER BY position, number', row.number)
    .flatMap(({ body }) => storedItem(body) ?? []),
  usage: usageOf(row.usage),
  responses: responsesOf(file, row.number),
})

const responsesOf = (file: HistoryFile, conversation: number): readonly ResponseRecord[] =>
  file
    .all<ResponseRow>(
      'SELECT id, at, usage, dollars FROM responses WHERE conversation = ? ORDER BY number',
      conversation,
    )
    .map(({ id, at, usage, dollars }) => ({
      id: id === null ? null : fromKey(id),
      at,
      usage: usageOf(usage),
      dollars,
    }))

/** Tokens that can't be read are none: they hide no conversation. */
function usageOf(text: string): Usage {
  try {
    return fromJson(text) as Usage
  } catch {
    return noUsage // a damaged row
  }
}

/** An item that is in the file; null where it is not. */
export function readItem(file: HistoryFile, number: number): Item | null {
  const [row] = file.all<{ body: string }>('SELECT body FROM items WHERE number = ?', number)
  return row ? storedItem(row.body) : null
}

/** What has to be known of a conversation for it to go on; null where it is not in the file. */
export function readWritten(file: HistoryFile, id: string): WrittenConversation | null {
  const row = findConversation(file, id)
  if (!row) return null
  const { number, model, endpoint } = row
  const items = file
    .all<{ number: number; id: string; position: number; running: number }>(
      'SELECT number, id, position, running FROM items WHERE conversation = ? ORDER BY position, number',
      number,
    )
    .map((item) => ({ ...item, id: fromKey(item.id), running: item.running !== 0 }))
  const usage = usageOf(row.usage)
  return { number, model, endpoint, updatedAt: row.updated_at, usage, responses: responsesOf(file, number), items }
}
