import { type Dialect } from './dialect'
import { dialects } from './dialects'
import { isFields } from './dialects/fields'
import { isWireEvent, type Parsed, parseFrame } from './parse'
import { splitDocuments } from './split-documents'
import type { WireEvent } from './wire'

/** One entry of a recording: an event as it was on the wire, or what stands where an event should be. */
export type RecordedEntry = Extract<Parsed<WireEvent>, { kind: 'event' | 'malformed' }>

/** A recorded stream of server events, in the order in which they came. */
export interface Recording {
  readonly entries: readonly RecordedEntry[]
  /** What the stream is in; to be applied to each event. */
  readonly dialect: Dialect
}

/**
 * Reads a recording: JSON lines, one JSON array, or documents (pretty-printed or not) with or without lines of `---`
 * between them. Whatever can't be read is an entry too, so that it can be counted; the rest is read all the same.
 */
export function readRecording(text: string): Recording {
  const entries = [...readEntries(text)]
  return { entries, dialect: detectDialect(entries) }
}

function* readEntries(text: string): Iterable<RecordedEntry> {
  for (const document of splitDocuments(text)) {
    const parsed = parseFrame(document)
    if (parsed.kind === 'unknown') continue
    if (parsed.kind === 'malformed' && Array.isArray(parsed.raw)) yield* parsed.raw.map(fromValue)
    else if (parsed.kind === 'malformed' && typeof parsed.raw === 'string') yield fromString(parsed.raw, parsed)
    else yield parsed
  }
}

/** An array's element. */
function fromValue(value: unknown): RecordedEntry {
  if (isWireEvent(value)) return { kind: 'event', event: value }
  const entry: RecordedEntry = { kind: 'malformed', reason: 'not an object with a "type"', raw: value }
  return typeof value === 'string' ? fromString(value, entry) : entry
}

/** Some recorders write frames as strings, that is, as JSON inside JSON. */
function fromString(text: string, otherwise: RecordedEntry): RecordedEntry {
  const parsed = parseFrame(unquote(text))
  return parsed.kind === 'event' ? parsed : otherwise
}

function unquote(text: string): string {
  if (!text.startsWith('"')) return text
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'string' ? value : text
  } catch {
    return text
  }
}

/** One sign of the beta is enough, since its translation leaves everything that is in GA names as it is. */
function detectDialect(entries: readonly RecordedEntry[]): Dialect {
  return entries.some((entry) => entry.kind === 'event' && isBeta(entry.event)) ? dialects.beta : dialects.ga
}

function isBeta(event: WireEvent): boolean {
  if (dialects.beta.serverEventToGa({ type: event.type }).type !== event.type) return true
  return isBetaSession(event.session) || (isFields(event.response) && 'modalities' in event.response)
}

/** A flat `voice` or `turn_detection` is no sign: some GA servers have those too. */
const isBetaSession = (session: unknown): boolean =>
  isFields(session) &&
  ('modalities' in session || 'input_audio_format' in session || 'input_audio_transcription' in session)
