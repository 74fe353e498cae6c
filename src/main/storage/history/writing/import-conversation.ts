import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { Item } from '../../../../shared/conversation/item'
import { titleOf, type Transcript } from '../../../../shared/conversation/transcript'
import { toJson, toKey, toText } from '../file/encode'
import type { HistoryFile } from '../file/history-file'
import { numberFor } from '../file/item-numbers'
import { findConversation, transcriptOf } from '../reading/read-conversation'
import { insertItem } from './write-conversation'

export interface Taken {
  readonly id: string
  readonly added: boolean
}

/**
 * Takes in a conversation: under its own identifier, or under one that is made from what it holds, so that taking it
 * twice adds it once.
 * @param now milliseconds since 1970
 */
export function importConversation(file: HistoryFile, transcript: Transcript, now: number): Taken {
  const given = withDistinctIds(asKept(transcript))
  return file.transaction(() => {
    for (const names = namesFor(given); ;) {
      const id = names.next().value
      const row = findConversation(file, id)
      if (!row) {
        insert(file, id, given, now)
        return { id, added: true }
      }
      if (!isSame(transcriptOf(file, row), given)) continue
      // One that the user has removed, and now wants again.
      if (row.removed_at !== null) file.run('UPDATE conversations SET removed_at = NULL WHERE number = ?', row.number)
      return { id, added: row.removed_at !== null }
    }
  })
}

/** What it may be called: its own name, then one of its content, then others. */
function* namesFor(transcript: Transcript): Generator<string, never> {
  if (transcript.id !== null) yield transcript.id
  const { id: _id, title: _title, ...content } = transcript
  const name = `imported_${createHash('sha256').update(toJson(content)).digest('hex').slice(0, 24)}`
  yield name
  for (let copy = 2; ; copy++) yield `${name}_${copy}`
}

/** Whether it is the same conversation, whatever it is called. */
function isSame(left: Transcript, right: Transcript): boolean {
  const { id: _leftId, title: _leftTitle, ...leftContent } = left
  const { id: _rightId, title: _rightTitle, ...rightContent } = right
  return isDeepStrictEqual(leftContent, rightContent)
}

/** A transcript as it comes back. */
const asKept = (transcript: Transcript): Transcript => ({
  ...transcript,
  title: toText(transcript.title),
  model: transcript.model === null ? null : toText(transcript.model),
  endpoint: transcript.endpoint === null ? null : toText(transcript.endpoint),
  startedAt: asNumber(transcript.startedAt),
  responses: transcript.responses.map((response) => ({
    ...response,
    at: asNumber(response.at),
    dollars: asNumber(response.dollars),
  })),
})

/** SQLite knows neither NaN nor a zero below zero. */
const asNumber = (value: number | null): number | null => (value === null || Number.isNaN(value) ? null : value + 0)

/** Items of the same name would be one: those that come later get another. */
function withDistinctIds(transcript: Transcript): Transcript {
  const taken = new Set<string>()
  const items = transcript.items.map((item): Item => {
    let id = item.id
    for (let copy = 2; taken.has(id); copy++) id = `${item.id}_${copy}`
    taken.add(id)
    return id === item.id ? item : { ...item, id }
  })
  return { ...transcript, items }
}

function insert(file: HistoryFile, id: string, transcript: Transcript, now: number): void {
  const { title, startedAt, model, endpoint, items, usage, responses } = transcript
  const titled = title !== titleOf(items)
  const updatedAt = lastMoment(transcript) ?? now
  const conversation = file.insert(
    `INSERT INTO conversations (id, started_at, updated_at, title, titled, model, endpoint, usage)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[toKey(id), startedAt, updatedAt, title, Number(titled), model, endpoint, toJson(usage)],
  )
  if (titled) file.words.putTitle(conversation, title)
  let moment = startedAt
  let number = 0
  for (const [index, item] of items.entries()) {
    const next = item.at ?? moment
    number = numberFor(file, next, now, next === moment ? number : 0)
    moment = next
    insertItem(file, { number, conversation, position: index + 1, running: false, item })
    file.words.put(number, item)
  }
  for (const { id: responseId, at, usage: used, dollars } of responses)
    file.run(
      'INSERT INTO responses (conversation, id, at, usage, dollars) VALUES (?, ?, ?, ?, ?)',
      ...[conversation, responseId === null ? null : toKey(responseId), at, toJson(used), dollars],
    )
}

/** When something was last said, as far as anybody knows. */
function lastMoment({ items, startedAt }: Transcript): number | null {
  const last = items.reduce((latest, { at }) => (at !== null && at > latest ? at : latest), startedAt ?? -Infinity)
  return Number.isFinite(last) ? last : null
}
