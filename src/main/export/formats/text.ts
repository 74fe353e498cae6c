import type { Transcript } from '../../../shared/conversation/transcript'
import { detailsOf, shownTitle } from './details'
import { type Aside, type Line, linesOf, type Passage, type Turn } from './lines'
import { joined, type Pieces, whole } from './pieces'
import { elapsed, originOf } from './times'

/** Lines that go on below their first are indented, so that nobody's words can pass for another's turn. */
const INDENT = '  '

/** Plain text: a head, then `Speaker: words`. What the user stopped stands in `[not heard: …]`. */
export function* textPieces(transcript: Transcript): Generator<string> {
  yield* joined(blocks(transcript), '\n\n')
  yield '\n'
}

export const formatText = whole(textPieces)

function* blocks(transcript: Transcript): Pieces {
  const origin = originOf(transcript)
  const details = detailsOf(transcript).map(({ label, value }) => `${label}: ${value}`)
  yield [shownTitle(transcript), ...details].join('\n')
  for (const line of linesOf(transcript)) yield formatLine(line, origin)
}

function formatLine(line: Line, origin: number | null): string {
  const time = elapsed(line.item.at, origin)
  const text = line.kind === 'turn' ? formatTurn(line) : formatAside(line)
  return indented(time === null ? text : `[${time}] ${text}`)
}

function formatTurn({ speaker, passages, endedEarly }: Turn): string {
  const words = passages.map(formatPassage).join('\n')
  return `${speaker}: ${words}${endedEarly ? ' [ended early]' : ''}`
}

function formatPassage(passage: Passage): string {
  if (passage.kind === 'wordless') return passage.text
  if (passage.cutOff !== '') return `${passage.heard} [${passage.cutOff}]`
  return passage.unheard === '' ? passage.heard : `${passage.heard} [not heard: ${passage.unheard}]`.trim()
}

function formatAside({ tone, label, subject, detail }: Aside): string {
  if (tone === 'call' || tone === 'other')
    return `(${label}: ${[subject, detail].filter((text) => text !== '').join(' ')})`
  return `(${label}: ${detail} [${subject}])`
}

const indented = (text: string): string => text.replace(/\n(?=.)/g, `\n${INDENT}`)
