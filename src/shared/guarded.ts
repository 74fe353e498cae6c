import { logOf } from './log'

const log = logOf('guarded')

/**
 * Runs a step whose failure must not affect anything else, such as one server frame or one of many listeners. Logs what it
 * throws.
 * @returns its result, or the fallback if it throws
 */
export function guarded<T>(step: () => T, fallback: T): T {
  try {
    return step()
  } catch (thrown) {
    log.error('A step failed; Parley goes on without it.', thrown)
    return fallback
  }
}
