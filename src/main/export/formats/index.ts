import type { Transcript } from '../../../shared/conversation/transcript'
import { type ExportFormat, exportFormats } from '../../../shared/history/export-format'
import { Failure } from '../../../shared/ipc/result'
import { formatHtml, htmlPieces } from './html'
import { formatJson, jsonPieces } from './json'
import { formatMarkdown, markdownPieces } from './markdown'
import type { Pieces } from './pieces'
import { formatSubRip, subRipPieces } from './subrip'
import { formatText, textPieces } from './text'
import { formatWebVtt, webVttPieces } from './webvtt'

export interface TranscriptFormat {
  /** With its dot. */
  readonly extension: string
  readonly mediaType: string
  /** Pure: the same transcript always gives the same text, which ends with a line break unless it is empty. */
  readonly format: (transcript: Transcript) => string
  /** The same text piece by piece, so that its length doesn't matter. */
  readonly pieces: (transcript: Transcript) => Pieces
}

/** All are UTF-8. */
export const formats: Readonly<Record<ExportFormat, TranscriptFormat>> = {
  md: { extension: '.md', mediaType: 'text/markdown', format: formatMarkdown, pieces: markdownPieces },
  txt: { extension: '.txt', mediaType: 'text/plain', format: formatText, pieces: textPieces },
  json: { extension: '.json', mediaType: 'application/json', format: formatJson, pieces: jsonPieces },
  srt: { extension: '.srt', mediaType: 'application/x-subrip', format: formatSubRip, pieces: subRipPieces },
  vtt: { extension: '.vtt', mediaType: 'text/vtt', format: formatWebVtt, pieces: webVttPieces },
  html: { extension: '.html', mediaType: 'text/html', format: formatHtml, pieces: htmlPieces },
}

export type FormatName = ExportFormat

export const formatNames: readonly FormatName[] = exportFormats

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
  throw new Failure('export.unknown_format', {
    path,
    extensions: formatNames.map((name) => formats[name].extension).join(', '),
  })
}
