import { describe, expect, it } from 'vitest'
import { pillPlace, pillPosition, usualPillPlace } from './pill-placement'

const screen = { x: 0, y: 30, width: 1920, height: 1050 }
const second = { x: 1920, y: 0, width: 1280, height: 1024 }

describe('the place of the call pill', () => {
  it('is at first the middle of the lower edge, above what panels take', () => {
    expect(pillPosition(usualPillPlace, screen)).toEqual({ x: 800, y: 992 })
    expect(pillPosition(usualPillPlace, second)).toEqual({ x: 2400, y: 936 })
  })

  it('is where it was dragged to', () => {
    const dragged = { x: 700, y: 200 }
    expect(pillPosition(pillPlace(dragged, screen), screen)).toEqual(dragged)
  })

  it('means the same corner on another display', () => {
    const corner = pillPosition({ across: 1, down: 0 }, screen)
    expect(pillPosition(pillPlace(corner, screen), second)).toEqual({ x: 1920 + 1280 - 320 - 24, y: 24 })
  })

  it('never lies outside', () => {
    expect(pillPlace({ x: -500, y: 5000 }, screen)).toEqual({ across: 0, down: 1 })
    expect(pillPosition(pillPlace({ x: 5, y: 5 }, screen), { x: 0, y: 0, width: 300, height: 60 })).toEqual({
      x: 24,
      y: 24,
    })
  })
})
