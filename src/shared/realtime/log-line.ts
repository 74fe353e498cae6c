import { directionOf, readValue, type RecordedEntry } from './envelope'
import { parseFrame } from './parse'
import type { Direction } from './traffic'

/** Where an object may begin in a line. */
const objectStart = /\{\s*"/g
/** At so many places of a line an event is looked for: what is written before it has few braces. */
const MAX_PLACES = 5

const sentSigns = /->|=>|>>|→|\b(?:sent|send(?:ing)?|outgoing|client)\b/i

/** Whether a line looks as if it held an event. */
export const looksLikeEvent = (line: string): boolean => /\{\s*"type"/.test(line)

/**
 * Returns the event that stands in a line among other text, as in `[12:00:01] <- {"type":…}`; null where none does. It may
 * go on over the lines that follow.
 */
export function eventInLine(line: string): RecordedEntry | null {
  const end = line.lastIndexOf('}') + 1
  const lineEnd = line.includes('\n') ? line.indexOf('\n') : end
  let places = 0
  for (const { index } of line.matchAll(objectStart)) {
    if (index >= lineEnd || ++places > MAX_PLACES) return null
    const entry = readValue(parseFrame(line.slice(index, end)))
    if (entry.frame.kind === 'event') return { ...entry, direction: inLine(entry, line.slice(0, index)) }
  }
  return null
}

/** An envelope says more than what is written before it. */
const inLine = ({ direction, frame }: RecordedEntry, before: string): Direction =>
  direction === 'sent' ? 'sent' : directionOf(frame, sentSigns.test(before) ? 'sent' : null)
