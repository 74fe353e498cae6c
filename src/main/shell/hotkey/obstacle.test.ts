import { describe, expect, it } from 'vitest'
import { obstacleOf } from './obstacle'

const unasked = (): boolean => {
  throw new Error('only macOS is asked')
}

describe('what keeps keys from being seen', () => {
  it.each([
    [{ XDG_SESSION_TYPE: 'wayland' }, 'wayland'],
    [{ XDG_SESSION_TYPE: 'wayland', DISPLAY: ':0' }, 'wayland'],
    [{ WAYLAND_DISPLAY: 'wayland-0', DISPLAY: ':0' }, 'wayland'],
    [{ XDG_SESSION_TYPE: 'x11', DISPLAY: ':0' }, null],
    [{ WAYLAND_DISPLAY: '', DISPLAY: ':0' }, null],
    [{}, null],
  ])('on Linux with %j: %s', (environment, obstacle) => {
    expect(obstacleOf('linux', environment, unasked)).toBe(obstacle)
  })

  it('is the missing permission on macOS, and nothing on Windows', () => {
    expect(obstacleOf('mac', {}, () => false)).toBe('accessibility')
    expect(obstacleOf('mac', {}, () => true)).toBeNull()
    expect(obstacleOf('windows', {}, unasked)).toBeNull()
  })
})
