import type { Dialect } from './dialect'
import { dialects } from './dialects'
import { isBeta } from './dialects/detect'
import { readValue, type RecordedEntry } from './envelope'
import { eventInLine, looksLikeEvent } from './log-line'
import { parseFrame } from './parse'
import { splitDocuments } from './split-documents'

/** A recorded stream of events. */
export interface Recording {
  /** Events as they were on the wire and whatever stood where an event should be, in the order of the stream. */
  readonly entries: readonly RecordedEntry[]
  /** What the events are in; each is to be translated from it. */
  readonly dialect: Dialect
  /** How many lines of a log hold no event. */
  readonly skippedLines: number
}

/** A piece of a recording: an entry; a line of a log that holds one; or text without any. */
type Piece =
  | { readonly kind: 'entry' | 'in_line'; readonly entry: RecordedEntry }
  | { readonly kind: 'text'; readonly entry: RecordedEntry; readonly lines: number }

/**
 * Reads a recording: JSON lines, one JSON array, or documents (pretty-printed or not) with or without lines of `---`
 * between them; each an event or an envelope around one. What can't be read is an entry too, so that it can be counted;
 * the rest is read all the same.
 *
 * A text in which events stand among other text is a log: there, lines without an event are left out, and counted.
 */
export function readRecording(text: string): Recording {
  const pieces = Array.from(splitDocuments(text), readDocument).flat()
  const isLog = pieces.some(({ kind }) => kind === 'in_line')
  const entries = pieces.flatMap((piece) => (isLog && piece.kind === 'text' ? [] : [piece.entry]))
  const skippedLines = pieces.reduce((sum, piece) => (isLog && piece.kind === 'text' ? sum + piece.lines : sum), 0)
  return { entries, dialect: detectDialect(entries), skippedLines }
}

function readDocument(document: string): readonly Piece[] {
  const frame = parseFrame(document)
  const entry = readValue(frame)
  if (entry.frame.kind === 'event') return [{ kind: 'entry', entry }]
  if (frame.kind !== 'malformed' || typeof frame.raw !== 'string') return [{ kind: 'entry', entry }]
  return readString(frame.raw, entry) ?? readText(document, entry)
}

/** Some recorders write each frame as a string, that is, as JSON inside JSON. */
function readString(text: string, whole: RecordedEntry): readonly Piece[] | null {
  const entry = readValue(parseFrame(text))
  return entry.frame.kind === 'event' && entry.frame !== whole.frame ? [{ kind: 'entry', entry }] : null
}

/** Text that is no JSON: perhaps lines of a log, or an event over many lines with something before it. */
function readText(document: string, whole: RecordedEntry): readonly Piece[] {
  const inWhole = eventInLine(document)
  if (inWhole) return [{ kind: 'in_line', entry: inWhole }]
  const lines = document.split('\n')
  const pieces = lines.length === 1 ? [] : lines.map(readLine)
  if (pieces.some(({ kind }) => kind === 'in_line')) return pieces
  return [
    looksLikeEvent(document) ? { kind: 'entry', entry: whole } : { kind: 'text', entry: whole, lines: lines.length },
  ]
}

function readLine(line: string): Piece {
  const found = eventInLine(line)
  if (found) return { kind: 'in_line', entry: found }
  const entry = readValue(parseFrame(line))
  return looksLikeEvent(line) ? { kind: 'entry', entry } : { kind: 'text', entry, lines: line.trim() === '' ? 0 : 1 }
}

/** One sign of the beta is enough, since its translation leaves alone what is in GA names already. */
const detectDialect = (entries: readonly RecordedEntry[]): Dialect =>
  entries.some(({ frame }) => frame.kind === 'event' && isBeta(frame.event)) ? dialects.beta : dialects.ga
