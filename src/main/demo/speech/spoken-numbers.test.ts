import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { numberClips, phraseClips } from './clip-names'
import { speakNumber, speakTime } from './spoken-numbers'

const said = (value: number): string => speakNumber(value).join(' ').replaceAll('number-', '')

describe('speakNumber', () => {
  it.each([
    [0, '0'],
    [13, '13'],
    [42, '40 2'],
    [100, '1 hundred'],
    [1234, '1 thousand 2 hundred 30 4'],
    [2_000_017, '2 million 17'],
    [-3.25, 'minus 3 point 2 5'],
    [Number.NaN, 'no-number'],
    [1e12, 'chime'],
  ])('says %d', (value, words) => {
    expect(said(value)).toBe(words)
  })

  it('needs no clip that is not there', () => {
    const known = new Set<string>([...numberClips, ...phraseClips])
    const thousandths = fc.integer({ min: -2_000_000_000, max: 2_000_000_000 }).map((value) => value / 1000)
    fc.assert(
      fc.property(fc.oneof(thousandths, fc.integer()), (value) => {
        expect(speakNumber(value).filter((clip) => !known.has(clip))).toEqual([])
      }),
    )
  })
})

describe('speakTime', () => {
  it.each([
    [15, 5, 'it-is 3 oh 5 pm'],
    [0, 0, 'it-is 12 o-clock am'],
    [12, 47, 'it-is 12 40 7 pm'],
  ])('says %i:%i', (hours, minutes, words) => {
    expect(speakTime(hours, minutes).join(' ').replaceAll('number-', '')).toBe(words)
  })
})
