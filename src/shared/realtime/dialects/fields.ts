/** A JSON object of unknown content. */
export type Fields = Readonly<Record<string, unknown>>

/** Narrows an unknown JSON value to an object. */
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * One setting that has a flat name in the beta and a path in GA. The converters default to handing the value on as it
 * is; a value they don't know is handed on too.
 */
export interface FieldMove {
  readonly beta: string
  readonly ga: readonly string[]
  readonly toGa?: (value: unknown) => unknown
  readonly toBeta?: (value: unknown) => unknown
}

/** Moves every listed field from its flat name to its path; everything else, and what has no place there, stays. */
export function moveToGa(flat: Fields, moves: readonly FieldMove[]): Fields {
  return moves.reduce<Fields>((fields, move) => {
    if (!(move.beta in fields)) return fields
    const { [move.beta]: value, ...rest } = fields
    return write(rest, move.ga, move.toGa ? move.toGa(value) : value) ?? fields
  }, flat)
}

/** Moves every listed field from its path to its flat name; groups that this empties disappear. */
export function moveToBeta(nested: Fields, moves: readonly FieldMove[]): Fields {
  return moves.reduce<Fields>((fields, move) => {
    const taken = take(fields, move.ga)
    return taken ? { ...taken.rest, [move.beta]: move.toBeta ? move.toBeta(taken.value) : taken.value } : fields
  }, nested)
}

/** Sets a value at a path; undefined when something that is no group is in the way. */
function write(fields: Fields, [key, ...deeper]: readonly string[], value: unknown): Fields | undefined {
  if (key === undefined) return undefined
  if (deeper.length === 0) return { ...fields, [key]: value }
  const group = fields[key] ?? {}
  const written = isFields(group) ? write(group, deeper, value) : undefined
  return written && { ...fields, [key]: written }
}

/** Takes a value from a path, and what is left without it; undefined when nothing is there. */
function take(fields: Fields, [key, ...deeper]: readonly string[]): { rest: Fields; value: unknown } | undefined {
  if (key === undefined || !(key in fields)) return undefined
  const { [key]: value, ...rest } = fields
  if (deeper.length === 0) return { rest, value }
  if (!isFields(value)) return undefined
  const taken = take(value, deeper)
  if (!taken) return undefined
  const emptied = Object.keys(taken.rest).length === 0
  return { rest: emptied ? rest : { ...rest, [key]: taken.rest }, value: taken.value }
}
