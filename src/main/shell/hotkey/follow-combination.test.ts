import { describe, expect, it } from 'vitest'
import { parseAccelerator } from '../../../shared/hotkey/accelerator'
import { followCombination, type KeyEvent } from './follow-combination'

const space = 57
const [ctrl, shift, other] = [29, 42, 30]

/** A keyboard that counts its modifiers itself, as the system does. */
function keyboard(accelerator: string) {
  const combination = parseAccelerator(accelerator, 'linux')
  if (!combination) throw new Error('no combination')
  const seen: string[] = []
  const stamps: number[] = []
  const follower = followCombination(combination, space, {
    down: (stamp) => (seen.push('down'), stamps.push(stamp)),
    up: (stamp) => (seen.push('up'), stamps.push(stamp)),
  })
  const down = new Set<number>()
  let time = 0
  const event = (keycode: number): KeyEvent => ({
    keycode,
    time: ++time,
    ctrlKey: down.has(ctrl),
    shiftKey: down.has(shift),
    altKey: false,
    metaKey: false,
  })
  return {
    seen,
    stamps,
    press: (...keycodes: number[]): void => {
      for (const keycode of keycodes) {
        down.add(keycode)
        follower.onDown(event(keycode))
      }
    },
    release: (...keycodes: number[]): void => {
      for (const keycode of keycodes) {
        down.delete(keycode)
        follower.onUp(event(keycode))
      }
    },
  }
}

describe('a combination', () => {
  it.each([
    ['its key', [space, shift, ctrl]],
    ['its first modifier', [ctrl, space, shift]],
    ['its second modifier', [shift, ctrl, space]],
  ])('is held from its last key on until %s comes up', (_name, order) => {
    const { seen, press, release } = keyboard('Control+Shift+Space')
    press(ctrl, shift)
    expect(seen).toEqual([])
    press(space)
    expect(seen).toEqual(['down'])
    release(order[0] ?? 0)
    expect(seen).toEqual(['down', 'up'])
    release(...order.slice(1))
    expect(seen).toEqual(['down', 'up'])
  })

  it('comes with the times of the key events that start and end it', () => {
    const { stamps, press, release } = keyboard('Control+Shift+Space')
    press(ctrl, shift, space, space)
    release(shift, space)
    expect(stamps).toEqual([3, 5])
  })

  it('is held once, however often the keyboard repeats its key', () => {
    const { seen, press, release } = keyboard('Control+Shift+Space')
    press(ctrl, shift, space, space, space)
    release(space)
    expect(seen).toEqual(['down', 'up'])
  })

  it('is not ended or begun anew by other keys', () => {
    const { seen, press, release } = keyboard('Control+Space')
    press(ctrl, space, other)
    release(other)
    press(shift)
    release(shift)
    expect(seen).toEqual(['down'])
  })

  it.each([
    ['without its modifiers', [space]],
    ['with some of them', [ctrl, space]],
    ['with another key', [ctrl, shift, other]],
  ])('is not its key %s', (_name, keycodes) => {
    const { seen, press, release } = keyboard('Control+Shift+Space')
    press(...keycodes)
    release(...keycodes)
    expect(seen).toEqual([])
  })

  it('is not its key with a modifier more', () => {
    const { seen, press } = keyboard('Control+Space')
    press(ctrl, shift, space)
    expect(seen).toEqual([])
  })

  it('can be a key alone', () => {
    const { seen, press, release } = keyboard('F8') // by the test's keycode
    press(space)
    release(space)
    expect(seen).toEqual(['down', 'up'])
  })
})
