import { readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'

/** As sound servers have it. The lowest is 19, the usual one 0, the highest -20. */
const PRIORITY = -11

/**
 * Asks the system to run this process before others: sound that is late is heard. It goes on without where it is refused,
 * which it is to most users of Linux. Threads that run already keep the priority they have.
 */
export function askForPriority(): void {
  attempt(() => os.setPriority(PRIORITY))
  // Linux shares out the processor by session, and a priority counts only within one: a session has one of its own.
  if (process.platform === 'linux') attempt(() => isAlone() && writeFileSync('/proc/self/autogroup', String(PRIORITY)))
}

/** Whether this process began a session of its own, which then is its to set. */
function isAlone(): boolean {
  const stat = readFileSync('/proc/self/stat', 'utf8')
  // Behind the name, which may hold anything: state, parent, group, session.
  const [, , , session] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return Number(session) === process.pid
}

function attempt(step: () => void): void {
  try {
    step()
  } catch {
    // Refused, or unknown to this system.
  }
}
