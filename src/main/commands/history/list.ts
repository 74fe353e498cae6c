import type { ConversationSummary } from '../../../shared/history/summary'
import { jsonText } from '../../export/formats/json-text'
import { oneLine } from '../../export/formats/visible-text'
import type { HistoryStore } from '../../storage/history/history-store'
import { parseArguments, wholeNumber } from '../arguments'
import type { Command } from '../context'
import { commonFlags } from './arguments'
import { shortLength } from './ids'
import { withHistory } from './open-history'
import { localTime } from './row'
import { writeOut } from './write-out'

const flags = {
  ...commonFlags,
  limit: { type: 'string', default: '50' },
  json: { type: 'boolean', default: false },
} as const

/** How many are read at a time. */
const PAGE_CONVERSATIONS = 200

/** `history list`. @throws Failure `usage.*`, `history.missing`, `storage.*` */
export const runList: Command = async (arguments_, context) => {
  const { values } = parseArguments(arguments_, flags, 'history')
  const limit = wholeNumber('limit', values.limit, { least: 1 })
  await withHistory(values.data, context, async (history) => {
    const length = shortLength(history.ids())
    const write = (conversation: ConversationSummary): string =>
      values.json ? `${jsonText(conversation)}\n` : rowOf(conversation, length)
    await writeOut(rows(history, limit, write), context)
  })
  return 0
}

function* rows(history: HistoryStore, limit: number, write: (conversation: ConversationSummary) => string) {
  let cursor: string | null = null
  let left = limit
  do {
    const page = history.list(cursor, Math.min(left, PAGE_CONVERSATIONS))
    for (const conversation of page.conversations) yield write(conversation)
    left -= page.conversations.length
    cursor = page.next
  } while (cursor !== null && left > 0)
}

const rowOf = ({ id, updatedAt, pinned, title }: ConversationSummary, length: number): string =>
  `${id.slice(0, length).padEnd(length)}  ${localTime(updatedAt)}  ${pinned ? '* ' : '  '}${oneLine(title)}\n`
