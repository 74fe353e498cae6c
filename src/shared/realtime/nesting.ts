/** Deeper than any event, also one that carries the JSON Schema of a tool. */
const maxDepth = 100

/**
 * Returns whether a JSON value is nested too deeply to be handled: whatever walks it by calling itself, as
 * `JSON.stringify` does, would overflow the stack. Walks it without calling itself.
 */
export function isTooDeep(value: unknown): boolean {
  let level: readonly object[] = isObject(value) ? [value] : []
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > maxDepth) return true
    level = level.flatMap((object) => Object.values(object).filter(isObject))
  }
  return false
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
