import type { Transcript } from '../../../shared/conversation/transcript'
import { detailsOf, shownTitle } from './details'
import { type Aside, type Line, linesOf, type Passage, type Turn } from './lines'
import { codeMarkdown, escapeHeading, escapeMarkdown, strikeMarkdown } from './markdown-escape'
import { joined, type Pieces, whole } from './pieces'
import { elapsed, originOf } from './times'

/**
 * Markdown: a heading, then each turn under its speaker. What the user stopped is struck through and marked, since not
 * every reader knows the strike. All text is escaped: it shows as it was said and changes nothing around it.
 */
export function* markdownPieces(transcript: Transcript): Generator<string> {
  yield* joined(blocks(transcript), '\n\n')
  yield '\n'
}

export const formatMarkdown = whole(markdownPieces)

function* blocks(transcript: Transcript): Pieces {
  const origin = originOf(transcript)
  yield `# ${escapeHeading(shownTitle(transcript))}`
  const details = detailsOf(transcript).map(({ label, value }) => `- ${label}: ${escapeMarkdown(value)}`)
  if (details.length > 0) yield details.join('\n')
  for (const line of linesOf(transcript)) yield formatLine(line, origin)
}

const formatLine = (line: Line, origin: number | null): string =>
  line.kind === 'turn' ? formatTurn(line, origin) : formatAside(line)

function formatTurn({ item, speaker, passages, endedEarly }: Turn, origin: number | null): string {
  const time = elapsed(item.at, origin)
  const head = time === null ? `**${speaker}**` : `**${speaker}** · ${time}`
  return [head, ...passages.map(formatPassage), ...(endedEarly ? ['*(ended early)*'] : [])].join('\n\n')
}

function formatPassage(passage: Passage): string {
  if (passage.kind === 'wordless') return `*${escapeMarkdown(passage.text)}*`
  const heard = escapeMarkdown(passage.heard)
  if (passage.cutOff !== '') return `${heard} *(${passage.cutOff})*`
  if (passage.unheard === '') return heard
  return `${heard} ${strikeMarkdown(passage.unheard)} *(not heard)*`.trim()
}

function formatAside({ tone, label, subject, detail }: Aside): string {
  if (tone === 'call' || tone === 'other') {
    const code = [subject, detail].filter((text) => text !== '').map(codeMarkdown)
    return [`*${label}:*`, ...code].join(' ').replace(/ \n/, '\n')
  }
  return `> **${label}:** ${quoted(escapeMarkdown(detail))} (${escapeMarkdown(subject)})`
}

const quoted = (text: string): string => text.replace(/\n/g, '\n> ')
