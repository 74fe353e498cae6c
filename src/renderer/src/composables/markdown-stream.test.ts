import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { markdown } from '../../../../bench/ui/words'
import type { MarkdownElement, MarkdownNode } from './markdown-nodes'
import { createMarkdownStreams } from './markdown-stream'

const newStream = createMarkdownStreams()

const whole = (text: string): readonly MarkdownNode[] => newStream().read(text)

/** Shows a text piece by piece and compares what is there with what the text as a whole would look like. */
function expectSameInPieces(pieces: readonly string[]): void {
  const stream = newStream()
  let text = ''
  for (const piece of pieces) {
    text += piece
    expect({ text, nodes: stream.read(text) }).toEqual({ text, nodes: whole(text) })
  }
}

const element = (tag: string, ...children: MarkdownNode[]) => ({ tag, children })

describe('a stream of Markdown', () => {
  it('shows at each moment what the whole text would look like', () => {
    const marks = ['*', '**', '_', '`', '```', '~~', '[', '](', ')', '"', '<', '>', '&', '\\', '|', '!', '#', '-', '+']
    const lines = [
      '\n',
      '\n\n',
      '\r\n',
      '    ',
      '  ',
      '\t',
      '- ',
      '1. ',
      '> ',
      '| a | b |\n',
      '| --- | --- |\n',
      '===',
      '---',
    ]
    const words = [
      'word',
      'a',
      'A word',
      ' ',
      ' and',
      '. ',
      ', ',
      '1',
      '12',
      'x.y',
      "don't",
      'é',
      'http://a.b',
      'www.',
      'c.de',
    ]
    const odd = ['[a]: /b\n', '[a]', '```ts\n', '~~~\n', '&amp;', '<b>', 'me@a.de', '\u0000', '🙂', ':', ';', '(']
    const piece = fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...words) },
      { weight: 1, arbitrary: fc.constantFrom(...marks) },
      { weight: 1, arbitrary: fc.constantFrom(...lines) },
      { weight: 1, arbitrary: fc.constantFrom(...odd) },
    )
    fc.assert(fc.property(fc.array(piece, { size: 'large', maxLength: 60 }), expectSameInPieces), { numRuns: 300 })
  })

  it('does so for a long answer, however it is cut', () => {
    const text = markdown(1500)
    for (const size of [1, 3, 7, 40]) expectSameInPieces(text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [])
  })

  it('begins anew when the text is another', () => {
    const stream = newStream()
    stream.read('One\n\nTwo\n\nThree')
    expect(stream.read('Four')).toEqual([element('p', 'Four')])
    expect(stream.read('Fo')).toEqual([element('p', 'Fo')])
  })

  it('leaves what has not changed as it is', () => {
    const stream = newStream()
    const [first, second, list] = stream.read('One\n\nTwo\n\n- a\n- b *c')
    const grown = stream.read('One\n\nTwo\n\n- a\n- b *c* d')
    expect(grown[0]).toBe(first)
    expect(grown[1]).toBe(second)
    expect(grown[2]).not.toBe(list)
    expect((grown[2] as MarkdownElement).children[0]).toBe((list as MarkdownElement).children[0])
  })
})

describe('what Markdown becomes', () => {
  it.each<[string, MarkdownNode]>([
    [
      'a **b** _c_ ~~d~~ `e`',
      element(
        'p',
        'a ',
        element('strong', 'b'),
        ' ',
        element('em', 'c'),
        ' ',
        element('s', 'd'),
        ' ',
        element('code', 'e'),
      ),
    ],
    ['a\nb', element('p', 'a', element('br'), 'b')],
    ['## a', element('h2', 'a')],
    ['- a\n- b', element('ul', element('li', 'a'), element('li', 'b'))],
    ['3. a', { tag: 'ol', start: '3', children: [element('li', 'a')] }],
    ['```js\na\n\nb\n```', element('pre', element('code', 'a\n\nb'))],
    ['[a](https://b.c/d)', element('p', { tag: 'a', href: 'https://b.c/d', children: ['a'] })],
    ['https://b.c/d', element('p', { tag: 'a', href: 'https://b.c/d', children: ['https://b.c/d'] })],
    ['[a]\n\n[a]: https://b.c', element('p', { tag: 'a', href: 'https://b.c', children: ['a'] })],
    ['[a](/here)', element('p', element('a', 'a'))],
    ['[a](javascript:b)', element('p', '[a](javascript:b)')],
    ['<script>a</script> <img src=b onerror=c>', element('p', '<script>a</script> <img src=b onerror=c>')],
    ['&lt;b&gt; &amp;', element('p', '<b> &')],
  ])('%j', (text, node) => {
    expect(whole(text)).toEqual([node])
  })

  it('has no pictures: they would be fetched', () => {
    expect(JSON.stringify(whole('![a](https://b.c/d.png)'))).not.toContain('img')
  })
})
