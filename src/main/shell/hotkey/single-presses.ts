import type { Cancel, Clock } from '../../../shared/clock'

/**
 * The longest that keyboards wait before they repeat a held key the first time: X waits 660 ms by default, desktops
 * let it be set to two seconds. What comes later than this is no repeat.
 */
const MAX_DELAY_MS = 2000
/** The shortest that they wait. What comes sooner is a repeat among others, or a key that bounces. */
const MIN_DELAY_MS = 250
/** Once they repeat, they do so quickly (X every 40 ms by default): after this long no further repeat is to come. */
const REPEAT_MS = 100

export interface SinglePresses {
  /** A press, or a repeat. */
  press(): void
  /** Drops a press that may yet turn out to be one. */
  forget(): void
}

/**
 * Hands on presses, but not what a held key repeats; for those that are not told when a key comes up. The first repeat
 * looks like a press of its own until the second one follows, so a press that could be one is handed on a moment later.
 */
export function singlePresses(clock: Clock, onPress: () => void): SinglePresses {
  let last = Number.NEGATIVE_INFINITY
  let forget: Cancel = () => undefined
  return {
    press() {
      const gap = clock.now() - last
      last = clock.now()
      forget()
      if (gap > MAX_DELAY_MS) onPress()
      else if (gap >= MIN_DELAY_MS) forget = clock.schedule(REPEAT_MS, onPress)
    },
    forget: () => forget(),
  }
}
