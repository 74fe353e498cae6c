import type { z } from 'zod'
import { isFields } from '../../shared/realtime/dialects/fields'
import { accepted, type Checked, invalidRequest, type ProtocolError, refused, unsupportedValue } from './errors'

/**
 * Checks a client's value against a schema, and says what is wrong with it as OpenAI's server would: by code, with the
 * path of the first field at fault.
 * @param path where the value sits in the event, such as `session`; empty for the event itself
 */
export function check<T>(schema: z.ZodType<T>, value: unknown, path: string): Checked<T> {
  const parsed = schema.safeParse(value, { reportInput: true })
  if (parsed.success) return accepted(parsed.data)
  const issue = parsed.error.issues[0]
  return refused(issue ? describe(issue, path) : invalidRequest('invalid_value', 'Invalid value.', path))
}

function describe(issue: z.core.$ZodIssue, base: string): ProtocolError {
  const param = pathOf(base, issue.path)
  if (issue.code === 'unrecognized_keys') {
    const unknown = pathOf(param, issue.keys.slice(0, 1))
    return invalidRequest('unknown_parameter', `Unknown parameter: '${unknown}'.`, unknown)
  }
  const input = issue.code === 'invalid_union' ? discriminatorOf(issue) : issue.input
  if (input === undefined) {
    return invalidRequest('missing_required_parameter', `Missing required parameter: '${param}'.`, param)
  }
  const choices = choicesOf(issue)
  if (choices && typeof input === 'string') return unsupportedValue(input, choices, param)
  if (issue.code === 'invalid_type') {
    return invalidRequest('invalid_type', `Invalid type for '${param}': expected ${issue.expected}.`, param)
  }
  const tooLong = issue.code === 'too_big' && issue.origin === 'string'
  return invalidRequest(
    tooLong ? 'string_above_max_length' : 'invalid_value',
    `Invalid '${param}': ${issue.message}.`,
    param,
  )
}

/** A path as OpenAI writes it: `session.tools[3].name`. */
function pathOf(base: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>((all, key) => {
    if (typeof key === 'number') return `${all}[${key}]`
    return all ? `${all}.${String(key)}` : String(key)
  }, base)
}

/** The field that should have chosen between alternatives; the value itself when no field does. */
function discriminatorOf(issue: z.core.$ZodIssueInvalidUnion): unknown {
  if (issue.discriminator === undefined) return issue.input
  return isFields(issue.input) ? issue.input[issue.discriminator] : issue.input
}

/** The strings that would have been accepted, when the set is known. */
function choicesOf(issue: z.core.$ZodIssue): readonly string[] | null {
  if (issue.code === 'invalid_value') return issue.values.map(String)
  if (issue.code !== 'invalid_union') return null
  if ('options' in issue && issue.options) return issue.options.map(String)
  const listed = issue.errors.flat().find((inner) => inner.code === 'invalid_value')
  return listed ? choicesOf(listed) : null
}
