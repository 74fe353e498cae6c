import { setPriority } from 'node:os'

/** Above whatever else tests start, and what PulseAudio gives itself. */
const aheadOfOthers = -11

/**
 * Lets a process, and what it starts from now on, run before all others.
 * @returns whether this system and user allow that
 */
export function runFirst(pid: number): boolean {
  try {
    setPriority(pid, aheadOfOthers)
    return true
  } catch {
    return false // not allowed, or the process is over already
  }
}
