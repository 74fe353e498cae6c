import { describe, expect, it } from 'vitest'
import { createCatalogues } from '.'
import { de } from './de'
import { en } from './en'

/** Every message by its path. */
const messages = (catalogue: object, path = ''): [string, string][] =>
  Object.entries(catalogue).flatMap(([name, value]: [string, string | object]) =>
    typeof value === 'string' ? [[`${path}${name}`, value] as [string, string]] : messages(value, `${path}${name}.`),
  )

const placeholders = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort()

describe('the catalogues', () => {
  it('have the same messages with the same placeholders', () => {
    const german = new Map(messages(de))
    const english = messages(en)
    expect([...german.keys()].sort()).toEqual(english.map(([path]) => path).sort())
    for (const [path, text] of english) {
      expect([path, placeholders(german.get(path) ?? '')]).toEqual([path, placeholders(text)])
    }
  })

  it('have no empty messages', () => {
    for (const [path, text] of [...messages(en), ...messages(de)]) expect([path, text.trim()]).not.toEqual([path, ''])
  })

  it.each(['en', 'de'] as const)('can all be formatted in %s', (language) => {
    const { global } = createCatalogues()
    global.locale.value = language
    for (const [path, text] of messages(language === 'en' ? en : de)) {
      const values = Object.fromEntries(placeholders(text).map((gap) => [gap.slice(1, -1), 'value']))
      // vue-i18n throws at a sign that means something to it, such as @.
      expect([path, global.t(path, values)]).toEqual([path, expect.stringMatching(/^[^{}]+$/)])
    }
  })
})
