import type { Transcript } from '../../../shared/conversation/transcript'
import { Failure } from '../../../shared/ipc/result'
import { formatHtml } from './html'
import { formatJson } from './json'
import { formatMarkdown } from './markdown'
import { formatSubRip } from './subrip'
import { formatText } from './text'
import { formatWebVtt } from './webvtt'

export interface TranscriptFormat {
  /** As a person knows it. */
  readonly name: string
  /** With its dot. */
  readonly extension: string
  /** Pure: the same transcript always gives the same text, which ends with a line break unless it is empty. */
  readonly format: (transcript: Transcript) => string
}

export const formats = {
  md: { name: 'Markdown', extension: '.md', format: formatMarkdown },
  txt: { name: 'plain text', extension: '.txt', format: formatText },
  json: { name: 'JSON', extension: '.json', format: formatJson },
  srt: { name: 'SubRip', extension: '.srt', format: formatSubRip },
  vtt: { name: 'WebVTT', extension: '.vtt', format: formatWebVtt },
  html: { name: 'HTML', extension: '.html', format: formatHtml },
} as const satisfies Readonly<Record<string, TranscriptFormat>>

export type FormatName = keyof typeof formats

export const formatNames = Object.keys(formats).filter((name): name is FormatName => name in formats)

const otherExtensions: ReadonlyMap<string, FormatName> = new Map([
  ['markdown', 'md'],
  ['text', 'txt'],
  ['htm', 'html'],
])

/**
 * The format that a file's name asks for.
 * @throws Failure `export.unknown_format`
 */
export function formatOf(path: string): FormatName {
  const extension = /\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase() ?? ''
  const format = formatNames.find((name) => name === extension) ?? otherExtensions.get(extension)
  if (format) return format
  throw new Failure(
    'export.unknown_format',
    `The name “${path}” does not say in which format to export.`,
    `Let it end with ${formatNames.map((name) => formats[name].extension).join(', ')}.`,
  )
}
