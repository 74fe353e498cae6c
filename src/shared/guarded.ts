/**
 * Does something whose failure must end nothing else: one frame of a server, one listener of many. What it throws is
 * logged.
 * @returns what it returns, or the fallback when it throws
 */
export function guarded<T>(step: () => T, fallback: T): T {
  try {
    return step()
  } catch (thrown) {
    console.error(thrown)
    return fallback
  }
}
