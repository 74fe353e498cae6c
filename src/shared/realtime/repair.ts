import type { z } from 'zod'

type Issue = z.core.$ZodIssue
type Json = unknown

/** Reads a value of the wrong type; undefined where it can't be read. */
function readAs(expected: string, value: Json): Json {
  if (expected === 'string') {
    if (typeof value === 'number' && Number.isFinite(value)) return String(value)
    // Some servers send a text in pieces.
    if (Array.isArray(value) && value.every((piece) => typeof piece === 'string')) return value.join('')
  }
  if (expected === 'number' && typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)))
    return Number(value)
  return undefined
}

/** Some servers send an item's words as they are, where a list of parts belongs. */
const asParts = (name: PropertyKey | undefined, value: Json): Json =>
  name === 'content' && typeof value === 'string' ? [{ type: 'text', text: value }] : undefined

/**
 * Returns an event in which every value that a schema refused is read as what it was meant to be, or left out: a
 * malformed field costs that field, and not the event.
 * @param raw the event, which stays as it is
 * @param issues what the schema found
 */
export function repaired(raw: object, issues: readonly Issue[]): object {
  return issues.reduce<object>((event, issue) => repairedAt(event, issue.path, issue), raw)
}

function repairedAt(target: object, [name, ...deeper]: readonly PropertyKey[], issue: Issue): object {
  if (name === undefined || !(name in target)) return target
  const value = (target as Record<PropertyKey, Json>)[name]
  const next = deeper.length > 0 ? repairedWithin(value, deeper, issue) : repairedValue(name, value, issue)
  if (next === value) return target
  if (Array.isArray(target)) {
    // An unreadable element leaves a gap, so that the others keep their places.
    return target.map((element: Json, index) => (index === Number(name) ? (next ?? {}) : element))
  }
  const { [name]: _unreadable, ...rest } = target as Record<PropertyKey, Json>
  return next === undefined ? rest : { ...rest, [name]: next }
}

const repairedWithin = (value: Json, path: readonly PropertyKey[], issue: Issue): Json =>
  typeof value === 'object' && value !== null ? repairedAt(value, path, issue) : undefined

function repairedValue(name: PropertyKey, value: Json, issue: Issue): Json {
  const expected = issue.code === 'invalid_type' ? issue.expected : ''
  return expected === 'array' ? asParts(name, value) : readAs(expected, value)
}
