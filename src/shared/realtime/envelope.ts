import { beta } from './dialects/beta'
import { clientEventSchemas } from './client-events'
import { type Fields, isFields } from './dialects/fields'
import { isWireEvent, type Parsed, parseFrame } from './parse'
import { serverEventSchemas } from './server-events'
import type { Direction } from './traffic'
import type { WireEvent } from './wire'

/** An event of a recording, or what stood in its place, with the way that it went. */
export interface RecordedEntry {
  readonly direction: Direction
  readonly frame: Parsed<WireEvent>
}

/** The words and signs by which recorders tell a direction. */
const directions: ReadonlyMap<string, Direction> = new Map([
  ...['sent', 'send', 'out', 'outgoing', 'outbound', 'client', 'tx', '->', '>', '→'].map(
    (word) => [word, 'sent'] as const,
  ),
  ...['received', 'receive', 'recv', 'in', 'incoming', 'inbound', 'server', 'rx', '<-', '<', '←'].map(
    (word) => [word, 'received'] as const,
  ),
])

/** Where envelopes have their direction, and where the event. `type` is last: events have it too. */
const directionFields = ['direction', 'dir', 'source', 'from', 'type']
const payloadFields = ['data', 'event', 'message', 'payload', 'frame']

/**
 * Reads a JSON value of a recording: an event, or an envelope around one, such as `{direction, data}` or
 * `{type: "send", event}`. The event in an envelope may be a string of JSON.
 */
export function readValue(frame: Parsed<WireEvent>): RecordedEntry {
  const value = frame.kind === 'event' ? frame.event : frame.kind === 'malformed' ? frame.raw : null
  const opened = isFields(value) ? open(value) : null
  if (opened) return opened
  return { direction: directionOf(frame, null), frame }
}

function open(value: Fields): RecordedEntry | null {
  const payload = payloadFields.map((field) => value[field]).find((field) => field !== undefined)
  if (payload === undefined) return null
  const told = toldDirection(value)
  const frame = readPayload(payload)
  // Events have fields of these names as well, which hold no event.
  const isEnvelope = frame.kind === 'event' ? told !== null || !isWireEvent(value) : told !== null && !isNamed(value)
  return isEnvelope ? { direction: directionOf(frame, told), frame } : null
}

/** Whether a value has a type that tells no direction, as an event has. */
const isNamed = (value: Fields): boolean => isWireEvent(value) && !directions.has(value.type.toLowerCase())

function toldDirection(value: Fields): Direction | null {
  for (const field of directionFields) {
    const word = value[field]
    const told = typeof word === 'string' ? directions.get(word.toLowerCase()) : undefined
    if (told !== undefined) return told
  }
  return null
}

function readPayload(payload: unknown): Parsed<WireEvent> {
  if (typeof payload === 'string') return parseFrame(payload)
  if (isWireEvent(payload)) return { kind: 'event', event: payload }
  return { kind: 'malformed', reason: 'not an object with a "type"', raw: payload }
}

/**
 * Returns the way that an event went: by its type where that is known, since a server's log has it the other way round;
 * else as it was told.
 */
export function directionOf(frame: Parsed<WireEvent>, told: Direction | null): Direction {
  if (frame.kind !== 'event') return told ?? 'received'
  const { type } = frame.event
  if (clientEventSchemas.has(type)) return 'sent'
  const isKnown = serverEventSchemas.has(beta.serverEventToGa({ type }).type)
  return isKnown ? 'received' : (told ?? 'received')
}
