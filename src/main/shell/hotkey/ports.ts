import type { Combination } from '../../../shared/hotkey/accelerator'
import type { Key } from '../../../shared/hotkey/keys'

/** What is told of the hotkey. */
export interface HotkeyListener {
  /** All of its keys are down. @param stamp when, in milliseconds since an arbitrary origin */
  down(stamp: number): void
  /** One of them has come up. @param stamp as for `down` */
  up(stamp: number): void
  /** It was pressed; nobody will see it come up. */
  press(): void
  /** It can't be seen any more, and may be held or not. */
  lose(): void
}

/** Sees keys go down and come up, whichever program has the focus. */
export interface KeyWatch {
  /**
   * Watches for one combination, and nothing else.
   * @param place where the combination's key lies, as an American keyboard calls it
   * @throws whatever the system has against keys being seen; it is not watched then
   */
  start(combination: Combination, place: Key, listener: Pick<HotkeyListener, 'down' | 'up'>): void
  /** Harmless when nothing is watched. Never throws. */
  stop(): void
}

/** Takes a combination from all other programs. It is told of presses, and of those that a held key repeats. */
export interface KeyGrab {
  /** @returns false where another program has it */
  take(combination: Combination, onPress: () => void): boolean
  /** Harmless when nothing is taken. */
  release(): void
}
