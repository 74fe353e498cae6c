import { isFields } from '../../../shared/realtime/dialects/fields'

/**
 * Makes up arguments that fit a tool's JSON schema, out of what the user said: strings are the user's words, numbers
 * the numbers among them in order, an enumeration the member that was mentioned.
 * @returns the arguments as JSON, the way models send them
 */
export function makeArguments(schema: unknown, text: string): string {
  const numbers = [...text.matchAll(/-?\d+(?:\.\d+)?/g)].map(([digits]) => Number(digits))
  const nextNumber = (): number => numbers.shift() ?? 0
  const value = fill(schema, text, nextNumber)
  return JSON.stringify(isFields(value) ? value : {})
}

function fill(schema: unknown, text: string, nextNumber: () => number): unknown {
  if (!isFields(schema)) return text
  if (Array.isArray(schema.enum)) return mentionedIn(text, schema.enum)
  if ('const' in schema) return schema.const
  if ('default' in schema) return schema.default
  const alternative = firstOf(schema.anyOf) ?? firstOf(schema.oneOf)
  if (alternative !== undefined) return fill(alternative, text, nextNumber)
  switch (firstOf(schema.type) ?? schema.type) {
    case 'object':
      return fillObject(schema, text, nextNumber)
    case 'array':
      return [fill(schema.items, text, nextNumber)]
    case 'integer':
      return Math.round(nextNumber())
    case 'number':
      return nextNumber()
    case 'boolean':
      return true
    case 'null':
      return null
    default:
      return text
  }
}

/** Optional fields are left out, as models mostly do. */
function fillObject(schema: Readonly<Record<string, unknown>>, text: string, nextNumber: () => number): object {
  const properties = isFields(schema.properties) ? schema.properties : {}
  const required: unknown[] = Array.isArray(schema.required) ? schema.required : []
  const filled = Object.entries(properties)
    .filter(([name]) => required.includes(name))
    .map(([name, property]) => [name, fill(property, text, nextNumber)])
  return Object.fromEntries(filled) as object
}

const firstOf = (value: unknown): unknown => (Array.isArray(value) ? value[0] : undefined)

const mentionedIn = (text: string, members: readonly unknown[]): unknown =>
  members.find((member) => typeof member === 'string' && text.toLowerCase().includes(member.toLowerCase())) ??
  members[0]
