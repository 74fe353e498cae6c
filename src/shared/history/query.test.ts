import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseQuery } from './query'

/** Terms as they would be typed: phrases in quotes, beginnings with a star. */
const read = (text: string): string =>
  parseQuery(text)
    .terms.map(
      ({ words, beginning }) => (words.length > 1 ? `"${words.join(' ')}"` : (words[0] ?? '')) + (beginning ? '*' : ''),
    )
    .join(' ')

describe('a query', () => {
  it.each([
    ['Hello', 'hello*'],
    ['hello wor', 'hello wor*'],
    ['hello world ', 'hello world*'],
    ['hel* world', 'hel* world*'],
    ['"hello world"', '"hello world"'],
    ['"hello wor', '"hello wor"*'],
    ['"hello wor*" day', '"hello wor"* day*'],
    ['„guten Tag“ Käse', '"guten tag" kase*'],
    ['«bon jour»', '"bon jour"'],
    ['“good day” ', '"good day"'],
    ['one "two three" four', 'one "two three" four*'],
    ['e-mail', '"e mail"*'],
    ["don't", '"don t"'],
    ['3.14', '"3 14"*'],
    ['手机', '"手 机"'],
    ['a', 'a'],
    ['the the the', 'the the*'],
    ['a AND b OR NOT(c) NEAR', 'a and b or "not c" near*'],
    ['user:hello ^start {x}', '"user hello" start x'],
    ['-word + "" " ', 'word*'],
    ['...', ''],
    ['', ''],
    [' \t\n', ''],
  ])('%j is read as %j', (text, expected) => expect(read(text)).toBe(expected))

  it('has no empty terms, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const { words } of parseQuery(text).terms) {
          expect(words.length).toBeGreaterThan(0)
          expect(words).not.toContain('')
        }
      }),
    )
  })
})
