import type { z } from 'zod'
import { clientEventSchemas, type ReceivedClientEvent } from './client-events'
import { limitText } from '../text-limit'
import { regular } from './irregular-events'
import { isTooDeep } from './nesting'
import { repaired } from './repair'
import { serverEventSchemas, type ServerEvent } from './server-events'
import type { WireEvent } from './wire'

/**
 * What became of a frame. Parsing never throws: what is not understood is handed on as such, to be counted and
 * inspected, because servers other than OpenAI's add events and leave out fields.
 */
export type Parsed<E> =
  /** `repaired`: fields of the wrong type that were read all the same, or left out, as paths; absent when there are none. */
  | { readonly kind: 'event'; readonly event: E; readonly repaired?: readonly string[] }
  | { readonly kind: 'unknown'; readonly type: string; readonly raw: WireEvent }
  | { readonly kind: 'malformed'; readonly reason: string; readonly raw: unknown }

/** Whether a value is a JSON object with a string `type`. */
export function isWireEvent(value: unknown): value is WireEvent {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}

/** Parses a text frame as JSON; a frame that is not JSON, or has no type, is malformed. */
export function parseFrame(frame: string): Parsed<WireEvent> {
  let value: unknown
  try {
    value = parseJson(frame)
  } catch (error) {
    return malformedFrame(frame, error)
  }
  if (isTooDeep(value)) return malformedFrame(frame, new Error('nested too deeply'))
  return isWireEvent(value)
    ? { kind: 'event', event: value }
    : { kind: 'malformed', reason: 'not an object with a "type"', raw: value }
}

/** What is kept of a frame that is no event, in characters. */
const MAX_RAW_CHARACTERS = 10_000

/** What becomes of a frame that could not be read, or not be handled. @param thrown why */
export const malformedFrame = (frame: string, thrown: unknown): Extract<Parsed<never>, { kind: 'malformed' }> => ({
  kind: 'malformed',
  reason: thrown instanceof Error ? thrown.message : 'could not be handled',
  raw: limitText(frame, MAX_RAW_CHARACTERS),
})

/** Python writes numbers that JSON does not have; they count as null. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (!/\b(?:NaN|Infinity)\b/.test(text)) throw error
    return JSON.parse(
      text.replace(/"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g, (found) => (found.startsWith('"') ? found : 'null')),
    )
  }
}

/** How deep the objects lie that events are made of: response, output, item, content, part. */
const EVENT_DEPTH = 6

/** Servers written in Python often send null for what others leave out. */
function withoutNulls(value: unknown, depth = EVENT_DEPTH): unknown {
  if (depth === 0 || typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((element) => withoutNulls(element, depth - 1))
  const fields = Object.entries(value).filter(([, field]) => field !== null)
  return Object.fromEntries(fields.map(([name, field]) => [name, withoutNulls(field, depth - 1)]))
}

/** More items, parts and limits than any event has, all lists together. Those behind are ignored: each costs time. */
const MAX_ELEMENTS = 2_000

/** How many elements the lists of an event have; stops counting beyond {@link MAX_ELEMENTS}. */
function countElements(value: unknown, depth = EVENT_DEPTH): number {
  if (depth === 0 || typeof value !== 'object' || value === null) return 0
  if (!Array.isArray(value)) {
    let count = 0
    for (const name in value) count += countElements((value as Record<string, unknown>)[name], depth - 1)
    return count
  }
  let count = value.length
  for (const element of value) {
    if (count > MAX_ELEMENTS) break
    count += countElements(element, depth - 1)
  }
  return count
}

/** A copy with no more elements than are handled: the first ones. */
function withFewElements(event: WireEvent): WireEvent {
  let left = MAX_ELEMENTS
  const copy = (value: unknown, depth: number): unknown => {
    if (depth === 0 || typeof value !== 'object' || value === null) return value
    if (!Array.isArray(value))
      return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, copy(field, depth - 1)]))
    const elements: unknown[] = []
    for (const element of value) {
      if (left-- <= 0) break
      elements.push(copy(element, depth - 1))
    }
    return elements
  }
  return copy(event, EVENT_DEPTH) as WireEvent
}

function parseWith<E>(schemas: ReadonlyMap<string, z.ZodType<E>>, sent: WireEvent): Parsed<E> {
  const schema = schemas.get(sent.type)
  if (!schema) return { kind: 'unknown', type: sent.type, raw: sent }
  const raw = countElements(sent) > MAX_ELEMENTS ? withFewElements(sent) : sent
  const parsed = schema.safeParse(raw)
  if (parsed.success) return { kind: 'event', event: parsed.data }
  const leniently = schema.safeParse(withoutNulls(raw))
  if (leniently.success) return { kind: 'event', event: leniently.data }
  return parseRepaired(schema, raw, leniently.error.issues)
}

/** A repaired field may reveal a fault inside it. Events are not nested deeper than this. */
const MAX_REPAIRS = 4
/** An event with more faults is no event; repairing each of them costs time. */
const MAX_FAULTS = 200
/** The most repaired fields that are listed for one event. */
const MAX_LISTED_FAULTS = 20

function parseRepaired<E>(schema: z.ZodType<E>, raw: WireEvent, found: readonly z.core.$ZodIssue[]): Parsed<E> {
  let event = withoutNulls(raw) as object
  let issues = found
  const fields: string[] = []
  for (let round = 0; round < MAX_REPAIRS && issues.length <= MAX_FAULTS; round++) {
    for (const { path } of issues) fields.push(path.join('.'))
    const before = event
    event = repaired(event, issues)
    if (event === before) break // what is missing can't be repaired
    const parsed = schema.safeParse(event)
    if (parsed.success) return { kind: 'event', event: parsed.data, repaired: fields.slice(0, MAX_LISTED_FAULTS) }
    issues = parsed.error.issues
  }
  const issue = found[0]
  const reason = issue ? `${issue.path.join('.') || raw.type}: ${issue.message}` : 'does not fit its type'
  return { kind: 'malformed', reason, raw }
}

/** Parses an object in GA names into a known server event. */
export const parseServerEvent = (raw: WireEvent): Parsed<ServerEvent> => parseWith(serverEventSchemas, regular(raw))

/** Parses an object in GA names into a known client event, as the loopback server does. */
export const parseClientEvent = (raw: WireEvent): Parsed<ReceivedClientEvent> => parseWith(clientEventSchemas, raw)
