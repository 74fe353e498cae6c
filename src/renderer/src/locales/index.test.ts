import { describe, expect, it } from 'vitest'
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
})
