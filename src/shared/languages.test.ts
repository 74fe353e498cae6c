import { describe, expect, it } from 'vitest'
import { chooseLanguage } from './languages'

describe('chooseLanguage()', () => {
  it.each([
    [['de-AT', 'en'], 'de'],
    [['fr-FR', 'de'], 'de'],
    [['fr', 'ja'], 'en'],
    [['EN-gb'], 'en'],
    [[], 'en'],
  ])('chooses from %j: %s', (preferred, expected) => {
    expect(chooseLanguage(preferred)).toBe(expected)
  })
})
