import { describe, expect, it } from 'vitest'
import { openingBounds, usualSize } from './window-placement'

const screen = { x: 0, y: 0, width: 1920, height: 1080 }
const second = { x: 1920, y: 0, width: 1280, height: 1024 }
const at = (x: number, y: number, width = 960, height = 680) => ({ bounds: { x, y, width, height }, maximized: false })

describe('openingBounds', () => {
  it('takes the usual size the first time', () => {
    expect(openingBounds({ maximized: false }, [screen])).toEqual(usualSize)
  })

  it('opens where the window was', () => {
    expect(openingBounds(at(100, 50), [screen])).toEqual({ x: 100, y: 50, width: 960, height: 680 })
    expect(openingBounds(at(2000, 50), [screen, second])).toEqual({ x: 2000, y: 50, width: 960, height: 680 })
  })

  it.each([
    ['a screen that is gone', at(2000, 50)],
    ['all but the edge outside', at(1900, 50)],
    ['the title bar above the screen', at(100, -40)],
    ['the title bar below the screen', at(100, 1070)],
  ])('keeps only the size: %s', (_name, placement) => {
    expect(openingBounds(placement, [screen])).toEqual({ width: 960, height: 680 })
  })

  it('is never smaller than the window may be', () => {
    expect(openingBounds(at(0, 0, 10, 10), [screen])).toEqual({ x: 0, y: 0, width: 420, height: 520 })
  })
})
