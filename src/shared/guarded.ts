import { logOf } from './log'

const log = logOf('guarded')

/**
 * Does something whose failure must end nothing else: one frame of a server, one listener of many. What it throws is
 * logged.
 * @returns what it returns, or the fallback when it throws
 */
export function guarded<T>(step: () => T, fallback: T): T {
  try {
    return step()
  } catch (thrown) {
    log.error('A step failed; Parley goes on without it.', thrown)
    return fallback
  }
}
