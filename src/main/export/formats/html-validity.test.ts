import fc from 'fast-check'
import { HtmlValidate } from 'html-validate'
import { describe, expect, it } from 'vitest'
import { everywhere, namedAttacks, nastyTranscript } from '../../../../test/support/nasty-transcripts'
import { richTranscript } from '../../../../test/support/rich-transcript'
import { formatHtml } from './html'

const validator = new HtmlValidate({ root: true, extends: ['html-validate:recommended'] })

function faultsOf(html: string): readonly string[] {
  const { results } = validator.validateStringSync(html)
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line }) => `${ruleId}: ${message} (${line})`),
  )
}

/** Everything that a page may consist of; no attribute in it can run or fetch anything. */
const harmless =
  /^<(?:!DOCTYPE html|\/?(?:html|head|title|style|body|main|h1|h2|dl|dt|dd|article|p|bdi|b|code|s|span|time)|html lang="en"|meta (?:charset="utf-8"|name="(?:viewport|generator)" content="[^"]*"|http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'")|h1 dir="auto" lang=""|article class="(?:user|assistant|system)"|p dir="auto" lang=""|p class="(?:note|aside (?:call|info|warning|error|other))"|time datetime="[-0-9T:.Z]+"|span class="heard"|span class="cut" role="img" aria-label="[^"<>]+" title="[^"<>]+"|s class="unheard")>$/

function expectHarmless(html: string): void {
  for (const tag of html.match(/<[^>]*>?/g) ?? []) expect(tag).toMatch(harmless)
  const style = html.slice(html.indexOf('<style>'), html.indexOf('</style>'))
  expect(style).not.toMatch(/url\(|@import|expression/i)
}

describe('an HTML page', () => {
  it.each(namedAttacks)('is valid and harmless with %j in it', (_name, attack) => {
    const html = formatHtml(everywhere(attack))
    // The validator takes minutes for long runs of white space.
    if (!/ {1000}/.test(attack)) expect(faultsOf(html)).toEqual([])
    expectHarmless(html)
  })

  it('is valid and harmless, whatever was said', () => {
    expect(faultsOf(formatHtml(richTranscript))).toEqual([])
    fc.assert(
      fc.property(nastyTranscript, (transcript) => {
        const html = formatHtml(transcript)
        expect(faultsOf(html)).toEqual([])
        expectHarmless(html)
      }),
      { numRuns: 50 },
    )
  })
})
