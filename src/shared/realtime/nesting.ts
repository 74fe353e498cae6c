/** Deeper than any event, also one that carries the JSON Schema of a tool. */
const MAX_DEPTH = 100

/**
 * Returns whether a JSON value is nested too deeply to be handled: whatever walks it by calling itself, as
 * `JSON.stringify` does, would overflow the stack.
 */
export const isTooDeep = (value: unknown): boolean => isDeeperThan(value, MAX_DEPTH)

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (levels === 0) return true
  if (Array.isArray(value)) return value.some((element) => isDeeperThan(element, levels - 1))
  // Every frame passes here: a loop over names makes no list of them.
  for (const name in value) if (isDeeperThan((value as Record<string, unknown>)[name], levels - 1)) return true
  return false
}
