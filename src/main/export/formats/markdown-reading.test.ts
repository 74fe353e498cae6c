import fc from 'fast-check'
import MarkdownIt, { type Token } from 'markdown-it'
import { describe, expect, it } from 'vitest'
import { everywhere, namedAttacks, nastyTranscript } from '../../../../test/support/nasty-transcripts'
import { aTranscript } from '../../../../test/support/transcripts'
import { formatMarkdown } from './markdown'

/** With everything on that readers have: raw HTML, tables, strikes. Bare addresses become links in many; that is fine. */
const reader = new MarkdownIt({ html: true, linkify: false })
const expected =
  /^(?:heading|paragraph|strong|em|s|bullet_list|list_item|blockquote)_(?:open|close)$|^(?:inline|text|softbreak|hardbreak|code_inline|fence)$/

const tokensOf = (tokens: readonly Token[]): readonly Token[] =>
  tokens.flatMap((token) => [token, ...tokensOf(token.children ?? [])])

describe('a Markdown document', () => {
  it.each(namedAttacks)('holds no markup but its own with %j in it', (_name, attack) => {
    expectPlain(formatMarkdown(everywhere(attack)))
  })

  it('holds no markup but its own, whatever was said', () => {
    fc.assert(
      fc.property(nastyTranscript, (transcript) => expectPlain(formatMarkdown(transcript))),
      { numRuns: 200 },
    )
  })

  it('shows a title as it is', () => {
    for (const title of ['C #', '# #', 'a ## b ##', '\\#', 'x #\t']) {
      const [, heading] = reader.parse(formatMarkdown(aTranscript([], { title })), {})
      expect(heading?.children?.map(({ content }) => content).join('')).toBe(title.trim())
    }
  })
})

function expectPlain(document: string): void {
  const tokens = tokensOf(reader.parse(document, {}))
  for (const { type } of tokens) expect(type).toMatch(expected)
  expect(tokens.filter(({ type }) => type === 'heading_open')).toHaveLength(1)
}
