import { describe, expect, it } from 'vitest'
import { periods, spanOf } from './search-period'

const now = new Date(2026, 10, 22, 17, 30).getTime()
const none = { from: '', until: '' }
const at = (year: number, month: number, day: number): number => new Date(year, month - 1, day).getTime()

describe('the span of a search', () => {
  it.each([
    ['any', null],
    ['today', at(2026, 11, 22)],
    ['week', at(2026, 11, 16)],
    ['month', at(2026, 10, 24)],
    ['year', at(2026, 1, 1)],
  ] as const)('%s begins at a midnight and has no end', (period, from) => {
    expect(spanOf(period, none, now)).toEqual({ from, until: null })
  })

  it('takes in both own days, and half of them', () => {
    expect(spanOf('own', { from: '2026-02-27', until: '2026-02-28' }, now)).toEqual({
      from: at(2026, 2, 27),
      until: at(2026, 3, 1),
    })
    expect(spanOf('own', { from: '', until: '2026-12-31' }, now)).toEqual({ from: null, until: at(2027, 1, 1) })
    expect(spanOf('own', { from: 'nonsense', until: '' }, now)).toEqual({ from: null, until: null })
  })

  it('is known for every period', () => {
    for (const period of periods) expect(spanOf(period, none, now).from ?? 0).toBeLessThanOrEqual(now)
  })
})
