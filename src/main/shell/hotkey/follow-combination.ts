import type { Combination, Modifier } from '../../../shared/hotkey/accelerator'
import type { HotkeyListener } from './ports'

/** A key's going down or coming up, and the modifiers that are down after it. */
export interface KeyEvent {
  readonly keycode: number
  /** When it happened, in milliseconds since an arbitrary origin. */
  readonly time: number
  readonly altKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
}

export interface CombinationFollower {
  onDown(event: KeyEvent): void
  onUp(event: KeyEvent): void
}

/**
 * Finds one combination among all keys. It begins when its key goes down with its modifiers and no other one, and ends
 * when any of its keys comes up; other keys, and repeats of a held one, mean nothing meanwhile. All that it remembers is
 * whether the combination is held.
 */
export function followCombination(
  { modifiers }: Combination,
  keycode: number,
  listener: Pick<HotkeyListener, 'down' | 'up'>,
): CombinationFollower {
  let held = false
  const isDown = (event: KeyEvent, modifier: Modifier): boolean => event[flags[modifier]]
  return {
    onDown(event) {
      if (held || event.keycode !== keycode) return
      if (!allModifiers.every((modifier) => isDown(event, modifier) === modifiers.includes(modifier))) return
      held = true
      listener.down(event.time)
    },
    onUp(event) {
      if (!held) return
      if (event.keycode !== keycode && modifiers.every((modifier) => isDown(event, modifier))) return
      held = false
      listener.up(event.time)
    },
  }
}

const flags = { control: 'ctrlKey', alt: 'altKey', shift: 'shiftKey', meta: 'metaKey' } as const
const allModifiers: readonly Modifier[] = ['control', 'alt', 'shift', 'meta']
