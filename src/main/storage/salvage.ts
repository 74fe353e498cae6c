import type { z } from 'zod'

/**
 * Takes out of a value what its schema refuses, piece by piece, until the rest makes sense: a bad field costs that field,
 * and where it is one that can't be missing, what it belongs to.
 * @param value a JSON object; left as it is
 * @returns null when nothing of it makes sense
 */
export function salvage<T>(schema: z.ZodType<T>, value: Readonly<Record<string, unknown>>): T | null {
  const rest = structuredClone(value)
  for (;;) {
    const parsed = schema.safeParse(rest)
    if (parsed.success) return parsed.data
    const path = parsed.error.issues[0]?.path ?? []
    if (!takeOut(rest, path)) return null
  }
}

/** Whether there was anything to take out along the path. */
function takeOut(holder: object, [name, ...deeper]: readonly PropertyKey[]): boolean {
  if (name === undefined || !Object.hasOwn(holder, name)) return false
  const inside: unknown = Reflect.get(holder, name)
  if (typeof inside === 'object' && inside !== null && takeOut(inside, deeper)) return true
  if (Array.isArray(holder)) holder.splice(Number(name), 1)
  else Reflect.deleteProperty(holder, name)
  return true
}
