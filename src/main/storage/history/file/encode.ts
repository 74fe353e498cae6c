/** How values become text in the file, and come back exactly as they were. */

/** Numbers that JSON has no words for. */
const oddNumbers: ReadonlyMap<string, number> = new Map([
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
  ['-0', -0],
])
const mark = '$number'

const isOdd = (value: unknown): value is number =>
  typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))

/** Plain data as JSON; text that is no proper Unicode is escaped. */
export const toJson = (value: object): string =>
  JSON.stringify(value, (_key, field: unknown) =>
    isOdd(field) ? { [mark]: Object.is(field, -0) ? '-0' : String(field) } : field,
  )

/** What {@link toJson} was given. The caller knows of which type that was. @throws SyntaxError */
export function fromJson(text: string): unknown {
  return text.includes(`"${mark}"`)
    ? JSON.parse(text, (_key, field: unknown) => oddNumberIn(field) ?? field)
    : JSON.parse(text)
}

function oddNumberIn(field: unknown): number | undefined {
  if (typeof field !== 'object' || field === null || !(mark in field)) return undefined
  const name = field[mark]
  return typeof name === 'string' ? oddNumbers.get(name) : undefined
}

/** What SQLite can't keep in a text: halves of characters, and the end of a text in C. */
const unkeepable = /[\0\p{Surrogate}]/u

/** An identifier as it is kept: itself, as a rule, and in any case different for different ones. */
export const toKey = (id: string): string => (unkeepable.test(id) || id.startsWith('"') ? JSON.stringify(id) : id)

export const fromKey = (key: string): string => (key.startsWith('"') ? String(JSON.parse(key)) : key)

/** Text for people, with a sign in the place of what can't be kept. */
export const toText = (text: string): string => text.replace(/[\0\p{Surrogate}]/gu, '\uFFFD')
