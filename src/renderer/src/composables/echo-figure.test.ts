import { describe, expect, it } from 'vitest'
import { echoFigure } from './echo-figure'

describe('echoFigure', () => {
  it.each([
    [{ active: true, erleDb: 37.6 }, 38],
    [{ active: true, erleDb: 1 }, 1],
    [{ active: true, erleDb: 0.2 }, null],
    [{ active: true, erleDb: -3 }, null],
    [{ active: true, erleDb: null }, null],
    [{ active: false, erleDb: 38 }, null],
  ])('of %j is %j', (echo, figure) => {
    expect(echoFigure(echo)).toBe(figure)
  })
})
