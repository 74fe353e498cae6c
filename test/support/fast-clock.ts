import type { Clock } from '../../src/shared/clock'
import { systemClock } from '../../src/main/clock/system-clock'

/** The machine's clock, running so many times as fast: for real sockets and files, which a manual clock can't move. */
export const fastClock = (times: number): Clock => ({
  now: () => systemClock.now() * times,
  wallTime: () => systemClock.wallTime(),
  schedule: (delayMs, callback) => systemClock.schedule(delayMs / times, callback),
})
