import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { oneLine, visibleText } from './visible-text'

describe('visibleText', () => {
  it('keeps letters of every script, emoji, tabs and line breaks', () => {
    const text = 'Grüße, שלום, 你好, 👨‍👩‍👧‍👦\tx\n\ny'
    expect(visibleText(text)).toBe(text)
  })

  it('makes every kind of line end the same', () => {
    expect(visibleText('a\r\nb\rc\u2028d\u0085e\vf')).toBe('a\nb\nc\nd\ne\nf')
  })

  it('removes what a terminal would obey and replaces halves of characters', () => {
    expect(visibleText('a\u001B[2Jb\u0007c\u009B1md\u0000e\u007F')).toBe('a[2Jbc1mde')
    expect(visibleText('a\uD83Db\uDE00c')).toBe('a\uFFFDb\uFFFDc')
  })

  it('leaves no control character in any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(visibleText(text)).toMatch(/^[\P{Control}\n\t]*$/u)
        expect(oneLine(text)).toMatch(/^\P{Control}*$/u)
      }),
    )
  })
})

describe('oneLine', () => {
  it('puts text on one line', () => {
    expect(oneLine(' a \n\n\tb\u2028c ')).toBe('a b c')
  })
})
