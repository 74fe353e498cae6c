import type { Dialect } from './dialect'
import { dialects } from './dialects'
import { isBeta } from './dialects/detect'
import { type Parsed, parseFrame } from './parse'
import { splitDocuments } from './split-documents'
import type { WireEvent } from './wire'

/** A recorded stream of server events. */
export interface Recording {
  /** Events as they were on the wire and whatever stood where an event should be, in the order of the stream. */
  readonly entries: readonly Parsed<WireEvent>[]
  /** What the events are in; each is to be translated from it. */
  readonly dialect: Dialect
}

/**
 * Reads a recording: JSON lines, one JSON array, or documents (pretty-printed or not) with or without lines of `---`
 * between them. What can't be read is an entry too, so that it can be counted; the rest is read all the same.
 */
export function readRecording(text: string): Recording {
  const entries = Array.from(splitDocuments(text), readEntry)
  return { entries, dialect: detectDialect(entries) }
}

/** Some recorders write each frame as a string, that is, as JSON inside JSON. */
function readEntry(document: string): Parsed<WireEvent> {
  const entry = parseFrame(document)
  if (entry.kind !== 'malformed' || typeof entry.raw !== 'string') return entry
  const inner = parseFrame(entry.raw)
  return inner.kind === 'event' ? inner : entry
}

/** One sign of the beta is enough, since its translation leaves alone what is in GA names already. */
const detectDialect = (entries: readonly Parsed<WireEvent>[]): Dialect =>
  entries.some((entry) => entry.kind === 'event' && isBeta(entry.event)) ? dialects.beta : dialects.ga
