import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryTranscript } from '../../../../test/support/arbitrary-transcript'
import { aTranscript, spoken, written } from '../../../../test/support/transcripts'
import type { Transcript } from '../../../shared/conversation/transcript'
import { formatHtml } from './html'

/** The tags of a page's body, without what is ours to vary. */
const tags = (html: string): string[] => html.slice(html.indexOf('<body>')).match(/<[^>]*>?/g) ?? []

const ours =
  /^<(?:\/?(?:body|html|main|h1|h2|dl|dt|dd|article|p|bdi|b|code|s|span|time)|h1 dir="auto" lang=""|article class="(?:user|assistant|system)"|p dir="auto" lang=""|p class="(?:note|aside (?:call|info|warning|error|other))"|time datetime="[-0-9T:.Z]+"|span class="heard"|span class="cut" role="img" aria-label="[^"<>]+" title="[^"<>]+"|s class="unheard")>$/

const withText = (text: string): Transcript =>
  aTranscript([written(text), spoken('assistant', null, text, 1000, 500)], { title: text, model: text })

describe('formatHtml', () => {
  it('lets no tag but its own through, and closes each', () => {
    fc.assert(
      fc.property(arbitraryTranscript, (transcript) => {
        const open: string[] = []
        for (const tag of tags(formatHtml(transcript))) {
          expect(tag).toMatch(ours)
          const name = /\w+/.exec(tag)?.[0] ?? ''
          if (tag.startsWith('</')) expect(open.pop() ?? 'html').toBe(name)
          else open.push(name)
        }
        expect(open).toEqual([])
      }),
    )
  })

  it.each([
    '<script>alert(1)</script>',
    '<img src="https://evil.example/beacon">',
    '"><svg onload=alert(1)>',
    '</title></style></p></article><h1>x</h1>',
    '<a href="javascript:alert(1)">x</a>',
  ])('shows %s as text', (attack) => {
    const html = formatHtml(withText(attack))
    expect(html).not.toContain(attack)
    expect(html).toContain(attack.slice(0, 1) === '<' ? `&lt;${attack.slice(1, 4)}` : '&quot;&gt;&lt;svg')
  })

  it('forbids scripts and requests, and holds none', () => {
    const html = formatHtml(withText('hello'))
    expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`)
    expect(html).not.toMatch(/<script|<link|<img|<a |url\(|@import|https?:/i)
  })

  it('dims what was not heard behind a cut mark', () => {
    const html = formatHtml(aTranscript([spoken('assistant', null, 'one two three four', 1000, 500)]))
    expect(html).toMatch(
      /<span class="heard">one two<\/span> <span class="cut"[^>]*>✂<\/span> <s class="unheard">three/,
    )
    expect(html).toMatch(/\.heard, \.cut, \.unheard \{ unicode-bidi: isolate; \}/)
  })

  it('leaves a moment out that no calendar has', () => {
    const html = formatHtml(aTranscript([spoken('assistant', 9e15, 'later', 0)], { startedAt: 9e15 }))
    expect(html).toContain('<h2>Assistant</h2>')
  })
})
