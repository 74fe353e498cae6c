import type { Transcript } from '../../../shared/conversation/transcript'
import { detailsOf } from './details'
import { type Aside, type Line, linesOf, type Passage, type Turn } from './lines'
import { elapsed, originOf } from './times'
import { oneLine } from './visible-text'

/** Lines that go on below their first are indented, so that nobody's words can pass for another's turn. */
const INDENT = '  '

/** Plain text: a head, then `Speaker: words`. What the user stopped stands in `[not heard: …]`. */
export function formatText(transcript: Transcript): string {
  const origin = originOf(transcript)
  const details = detailsOf(transcript).map(({ label, value }) => `${label}: ${value}`)
  const lines = linesOf(transcript).map((line) => formatLine(line, origin))
  const head = [oneLine(transcript.title), ...details].join('\n')
  return `${[head, ...lines].join('\n\n')}\n`
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
  if (passage.kind === 'spoken') return passage.text
  return passage.unheard === '' ? passage.heard : `${passage.heard} [not heard: ${passage.unheard}]`.trim()
}

function formatAside({ tone, label, subject, detail }: Aside): string {
  if (tone === 'call' || tone === 'other')
    return `(${label}: ${[subject, detail].filter((text) => text !== '').join(' ')})`
  return `(${label}: ${detail} [${subject}])`
}

const indented = (text: string): string => text.replace(/\n(?=.)/g, `\n${INDENT}`)
