import type { Platform } from '../../../shared/hotkey/accelerator'
import type { HotkeyStatus } from '../../../shared/ipc/contract'

export type Obstacle = Extract<HotkeyStatus, { kind: 'toggle' }>['reason']

/**
 * Why keys can't be seen coming up, as far as that can be told beforehand; null where nothing speaks against it.
 *
 * A Wayland session shows programs no keys but their own; through XWayland a hook sees only what is typed into other X
 * programs, which would be a hotkey that works here and there. macOS wants a permission first.
 * @param isTrusted whether macOS lets this program see keys; asked on macOS only
 */
export function obstacleOf(
  platform: Platform,
  environment: Readonly<Record<string, string | undefined>>,
  isTrusted: () => boolean,
): Obstacle | null {
  switch (platform) {
    case 'mac':
      return isTrusted() ? null : 'accessibility'
    case 'linux':
      return isWayland(environment) ? 'wayland' : null
    case 'windows':
      return null
  }
}

const isWayland = ({ XDG_SESSION_TYPE, WAYLAND_DISPLAY }: Readonly<Record<string, string | undefined>>): boolean =>
  XDG_SESSION_TYPE === 'wayland' || Boolean(WAYLAND_DISPLAY)
