import type { EventTally, TypeCount } from '../../../shared/realtime/event-tally'
import type { WireRateLimit } from '../../../shared/realtime/wire'
import { costInDollars } from '../../../shared/usage/cost'
import { pricesAsOf } from '../../../shared/usage/prices'
import type { Usage } from '../../../shared/usage/usage'
import type { FoldedRecording } from './fold-recording'
import { formatSections, type Row } from './sections'
import { sessionRows } from './session-rows'

/** What a recording tells besides its transcript, in aligned lines for a person to read. */
export function formatStatistics(folded: FoldedRecording): string {
  const { transcript, tally, sentTally, skippedLines, rateLimits, session, dialect } = folded
  const sent = sentTally.types.map(countRow)
  return formatSections([
    { title: 'Usage', rows: [...usageRows(transcript.usage), ['cost', cost(transcript.usage, transcript.model)]] },
    { title: 'Rate limits', rows: rateLimits.length > 0 ? rateLimits.map(rateLimitRow) : [['not told']] },
    { title: 'Session', rows: [...sessionRows(session), ['dialect', dialect]] },
    { title: 'Events', rows: [...eventRows(tally), ...skippedRows(skippedLines)] },
    ...(sent.length > 0 ? [{ title: 'Sent events', rows: sent }] : []),
  ])
}

function usageRows(usage: Usage): readonly Row[] {
  const cached = usage.cachedText + usage.cachedAudio + usage.cachedImage
  const image = usage.inputImage > 0 ? `, image ${usage.inputImage}` : ''
  const input = `text ${usage.inputText}, audio ${usage.inputAudio}${image}; of these cached ${cached}`
  return [
    ['input tokens', `${usage.input}`, input],
    ['output tokens', `${usage.output}`, `text ${usage.outputText}, audio ${usage.outputAudio}`],
    ['total tokens', `${usage.total}`],
  ]
}

function cost(usage: Usage, model: string | null): string {
  if (model === null) return 'price unknown, since the recording names no model'
  const dollars = costInDollars(usage, model)
  return dollars === null ? `price unknown for ${model}` : `$${dollars.toFixed(4)} (prices of ${pricesAsOf})`
}

function rateLimitRow({ name, limit, remaining, reset_seconds: reset }: WireRateLimit): Row {
  return [name ?? 'unnamed', `${remaining ?? '?'} of ${limit ?? '?'} remaining, reset in ${reset ?? '?'} s`]
}

const countRow = ({ type, count, known }: TypeCount): Row => [type, `${count}`, ...(known ? [] : ['unknown'])]

/** Lines of a log without an event; nothing where the recording is no log. */
const skippedRows = (lines: number): readonly Row[] => (lines === 0 ? [] : [['lines without an event', `${lines}`]])

function eventRows(tally: EventTally): readonly Row[] {
  const types = tally.types.map(countRow)
  const unknown = tally.unknownTypes.map(({ type, count }) => (count > 1 ? `${type} (${count} times)` : type))
  const reasons = tally.firstMalformed.map(({ type, reason }) => (type === null ? reason : `${type}: ${reason}`))
  const more = tally.malformedCount - reasons.length
  return [
    ...types,
    ['unknown', `${tally.unknownCount}`, ...(unknown.length > 0 ? [unknown.join(', ')] : [])],
    ['malformed', `${tally.malformedCount}`],
    ...reasons.map((reason): Row => [`- ${reason}`]),
    ...(more > 0 ? [[`- and ${more} more`]] : []),
    ...repairedRows(tally),
  ]
}

/** Fields of the wrong type that were read all the same, or left out; nothing where there are none. */
function repairedRows({ repairedCount, firstRepaired }: EventTally): readonly Row[] {
  if (repairedCount === 0) return []
  const more = repairedCount - firstRepaired.length
  const fields = firstRepaired.map((field): Row => [`- ${field}`])
  return [['fields repaired', `${repairedCount}`], ...fields, ...(more > 0 ? [[`- and ${more} more`]] : [])]
}
