import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** The way to collect garbage at once, which Node gives only when asked for it. */
export function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc') as () => void
}
