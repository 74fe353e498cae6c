import type { ContentPart, Item } from '../../../shared/conversation/item'

/**
 * The JSON of an item as everybody expects it, made from what is left of one: what can't be what it should be gets a value
 * that says nothing. That of a sound one is left as it is. Null for what is no item at all.
 */
export function mendItem(json: string): string | null {
  const found = parse(json)
  const mended = mend(found)
  if (!mended) return null
  return holds(found, mended) ? json : JSON.stringify(mended)
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null // nothing of it can be saved
  }
}

/** Whether everything that is expected is there; there may be more. */
function holds(found: unknown, expected: unknown): boolean {
  // Numbers that JSON has no words for are objects in the file.
  if ((typeof expected === 'number' || expected === null) && isObject(found) && '$number' in found) return true
  if (!isObject(expected)) return Object.is(found, expected)
  return isObject(found) && Object.entries(expected).every(([name, value]) => holds(found[name], value))
}

function mend(found: unknown): Item | null {
  if (!isObject(found) || typeof found.kind !== 'string') return null
  const status = oneOf(statuses, found.status) ?? 'completed'
  const base = { id: text(found.id), at: Number.isSafeInteger(found.at) ? Number(found.at) : null, status }
  switch (found.kind) {
    case 'message':
      return {
        ...base,
        kind: 'message',
        role: oneOf(roles, found.role) ?? 'assistant',
        parts: mendParts(found),
        responseId: typeof found.responseId === 'string' ? found.responseId : null,
      }
    case 'function_call':
      return {
        ...base,
        kind: 'function_call',
        name: text(found.name),
        callId: text(found.callId),
        arguments: text(found.arguments),
      }
    case 'function_output':
      return { ...base, kind: 'function_output', callId: text(found.callId), output: text(found.output) }
    case 'notice':
      return {
        ...base,
        kind: 'notice',
        level: oneOf(levels, found.level) ?? 'info',
        code: text(found.code),
        text: text(found.text),
      }
    default:
      return { ...base, kind: 'other', type: found.kind === 'other' ? text(found.type) : found.kind }
  }
}

const statuses = ['in_progress', 'completed', 'incomplete'] as const
const roles = ['user', 'assistant', 'system'] as const
const levels = ['info', 'warning', 'error'] as const
const partKinds = ['text', 'audio', 'image'] as const
const transcripts = ['none', 'pending', 'done', 'failed'] as const

/** Under another name too: a damaged one is still followed by the list. */
function mendParts(message: Readonly<Record<string, unknown>>): readonly ContentPart[] {
  const parts = Array.isArray(message.parts) ? message.parts : Object.values(message).find(Array.isArray)
  return (parts ?? []).filter(isObject).map((part) => ({
    kind: oneOf(partKinds, part.kind) ?? 'text',
    text: typeof part.text === 'string' ? part.text : longest(part),
    audioMs: typeof part.audioMs === 'number' ? part.audioMs : 0,
    heardMs: typeof part.heardMs === 'number' ? part.heardMs : null,
    transcript: oneOf(transcripts, part.transcript) ?? 'none',
  }))
}

/** What was said is longer than any word of ours. */
const longest = (part: Readonly<Record<string, unknown>>): string =>
  Object.values(part)
    .filter((value) => typeof value === 'string')
    .reduce((left, right) => (right.length > left.length ? right : left), '')

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

const oneOf = <T extends string>(words: readonly T[], value: unknown): T | undefined =>
  words.find((word) => word === value)
