import type { Clock } from '../../../shared/clock'

/**
 * How soon after a press, or a repeat, another one is a repeat: keyboards wait up to this long before they repeat a held
 * key the first time (X waits 660 ms, Windows 250 to 1000 ms with 500 by default), and much less after that.
 */
const repeatMs = 750

/** Hands on presses, but not what a held key repeats; for those that are not told when a key comes up. */
export function singlePresses(clock: Clock, onPress: () => void): () => void {
  let last = Number.NEGATIVE_INFINITY
  return () => {
    const now = clock.now()
    const isRepeat = now - last < repeatMs
    last = now
    if (!isRepeat) onPress()
  }
}
