import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codeMarkdown, escapeMarkdown, strikeMarkdown } from './markdown-escape'

describe('escapeMarkdown', () => {
  it.each([
    ['# heading', '\\# heading'],
    ['- item', '\\- item'],
    ['+ item', '\\+ item'],
    ['* item', '\\* item'],
    ['12. item', '12\\. item'],
    ['12) item', '12\\) item'],
    ['> quote', '\\> quote'],
    ['```js', '\\`\\`\\`js'],
    ['~~~', '\\~\\~\\~'],
    ['---', '\\---'],
    ['===', '\\==='],
    ['___', '\\_\\_\\_'],
    ['<script>', '\\<script\\>'],
    ['![a](b)', '!\\[a\\](b)'],
    ['&lt; & &#x41;', '\\&lt; & \\&#x41;'],
    ['a | b', 'a \\| b'],
    [':-:', '\\:-:'],
    ['*a* _a_ `a` ~~a~~ $a$ \\', '\\*a\\* \\_a\\_ \\`a\\` \\~\\~a\\~\\~ \\$a\\$ \\\\'],
    ['    code', '&nbsp;&nbsp;&nbsp;&nbsp;code'],
    ['\tcode', '&nbsp;&nbsp;&nbsp;&nbsp;code'],
  ])('%j means nothing', (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped)
  })

  it('leaves ordinary text readable', () => {
    const text = 'It’s 3.5 - 4 °C (really!): see https://example.org/a_b?c=1&d=2#e, or snake_case_name.'
    expect(escapeMarkdown(text)).toBe(text)
  })

  it('keeps lines and paragraphs', () => {
    expect(escapeMarkdown('one\ntwo  \n\nthree')).toBe('one  \ntwo\n\nthree')
  })

  it('leaves no tag, link, code or emphasis open, whatever the text is', () => {
    const pieces = fc.constantFrom('<', '>', '[', ']', '`', '*', '~', '|', '\\', '$', 'a', ' ', '\n', '1', '.')
    fc.assert(
      fc.property(fc.array(pieces), (text) => {
        const unescaped = escapeMarkdown(text.join('')).replace(/\\[^\n]/g, '')
        expect(unescaped).not.toMatch(/[<>[\]`*~|\\$]/)
      }),
    )
  })
})

describe('strikeMarkdown', () => {
  it('strikes each line on its own, close to its words', () => {
    expect(strikeMarkdown(' one ~two~ \nthree\n\n four')).toBe('~~one \\~two\\~~~  \n~~three~~\n\n~~four~~')
  })
})

describe('codeMarkdown', () => {
  it.each([
    ['a', '`a`'],
    ['a `b`` c', '```a `b`` c```'],
    ['`a`', '`` `a` ``'],
    ['a\n````\nb', '\n\n`````\na\n````\nb\n`````'],
  ])('fences %j so that nothing in it ends the code', (text, code) => {
    expect(codeMarkdown(text)).toBe(code)
  })

  it('counts more backticks than a function takes arguments', () => {
    expect(codeMarkdown(' `'.repeat(200_000))).toMatch(/^`` {2}`/)
  })
})
