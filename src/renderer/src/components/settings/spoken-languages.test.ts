import { describe, expect, it } from 'vitest'
import { spokenLanguages } from './spoken-languages'

describe('spokenLanguages', () => {
  it('names languages in the language of the window, in the order of its alphabet', () => {
    const names = spokenLanguages('de', null).map(({ label }) => label)
    expect(names[0]).toBe('Arabisch')
    expect(names).toEqual(names.toSorted((left, right) => left.localeCompare(right, 'de')))
    expect(spokenLanguages('en', null)).toContainEqual({ value: 'de', label: 'German' })
  })

  it('lists the one that is chosen, once', () => {
    expect(spokenLanguages('en', 'haw').filter(({ value }) => value === 'haw')).toEqual([
      { value: 'haw', label: 'Hawaiian' },
    ])
    expect(spokenLanguages('en', 'de')).toEqual(spokenLanguages('en', null))
  })
})
