import type { SearchHit, SearchRequest } from '../../../shared/history/search'
import { Failure } from '../../../shared/ipc/result'
import { jsonText } from '../../export/formats/json-text'
import { oneLine } from '../../export/formats/visible-text'
import { oneOf, parseArguments, wholeNumber } from '../arguments'
import type { Command, CommandContext } from '../context'
import { commonFlags } from './arguments'
import { fromOf, untilOf } from './dates'
import { shortLength } from './ids'
import { withHistory } from './open-history'
import { bold, brackets, localTime, markedText, type Marking } from './row'
import { writeOut } from './write-out'

const flags = {
  ...commonFlags,
  speaker: { type: 'string' },
  from: { type: 'string' },
  until: { type: 'string' },
  order: { type: 'string', default: 'newest' },
  limit: { type: 'string', default: '20' },
  json: { type: 'boolean', default: false },
} as const

const MAX_HITS = 200
const MAX_QUERY_CHARACTERS = 1000
const speakers = { user: 'You', assistant: 'Assistant', other: 'Other' } as const

/** `history search`. @throws Failure `usage.*`, `search.*`, `history.missing`, `storage.*` */
export const runSearch: Command = async (arguments_, context) => {
  const words = { name: 'words to search for', count: 1, most: Infinity }
  const { values, positionals } = parseArguments(arguments_, flags, 'history', words)
  const request: SearchRequest = {
    query: queryOf(positionals),
    speaker: values.speaker === undefined ? 'anyone' : oneOf('speaker', values.speaker, ['user', 'assistant']),
    from: values.from === undefined ? null : fromOf(values.from),
    until: values.until === undefined ? null : untilOf(values.until),
    order: oneOf('order', values.order, ['newest', 'relevant']),
    limit: wholeNumber('limit', values.limit, { least: 1, most: MAX_HITS }),
  }
  await withHistory(values.data, context, async (history) => {
    const { hits, more } = history.search(request)
    const length = shortLength(history.ids())
    const marking = markingFor(context)
    const write = (hit: SearchHit): string => (values.json ? `${jsonText(hit)}\n` : rowOf(hit, length, marking))
    await writeOut(hits.map(write), context)
    if (hits.length === 0) context.stderr.write('Nothing was found.\n')
    if (more) context.stderr.write('There is more; --limit shows it.\n')
  })
  return 0
}

function queryOf(words: readonly string[]): string {
  const query = words.join(' ')
  if (query.length <= MAX_QUERY_CHARACTERS) return query
  throw new Failure('search.too_many_characters', { most: MAX_QUERY_CHARACTERS })
}

function rowOf(hit: SearchHit, length: number, marking: Marking): string {
  const words = markedText(hit.excerpt, marking)
  const start = `${hit.conversationId.slice(0, length).padEnd(length)}  ${localTime(hit.at)}  `
  if (hit.itemId === null) return `${start}Title: ${words}\n`
  return `${start}${speakers[hit.speaker]}: ${words} (${oneLine(hit.title)})\n`
}

const markingFor = ({ stdout, environment }: CommandContext): Marking =>
  'isTTY' in stdout && stdout.isTTY === true && !environment.NO_COLOR && environment.TERM !== 'dumb' ? bold : brackets
