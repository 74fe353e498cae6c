import type { Transcript } from '../../../shared/conversation/transcript'
import { detailsOf } from './details'
import { escapeHtml, isolateHtml } from './html-escape'
import { htmlStyle } from './html-style'
import { type Aside, type Line, linesOf, type Passage, type Turn } from './lines'
import { elapsed, isoDate, originOf } from './times'
import { oneLine } from './visible-text'

/** Nothing may run and nothing may be fetched, whatever the page holds. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'"

/**
 * One HTML page that needs nothing else. All text is escaped, nothing becomes a link, and the page's own policy forbids
 * scripts and requests. What the user stopped is dimmed behind a cut mark, and named for those who can't see that.
 */
export function formatHtml(transcript: Transcript): string {
  const origin = originOf(transcript)
  const title = oneLine(transcript.title)
  const details = detailsOf(transcript).map(({ label, value }) => `<dt>${label}</dt><dd>${isolateHtml(value)}</dd>`)
  const parts = [
    `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Parley">
<title>${escapeHtml(title)}</title>
<style>
${htmlStyle}
</style>
</head>
<body>
<main>
<h1 dir="auto" lang="">${escapeHtml(title)}</h1>`,
    ...(details.length > 0 ? [`<dl>\n${details.join('\n')}\n</dl>`] : []),
    ...linesOf(transcript).map((line) => formatLine(line, origin)),
    '</main>\n</body>\n</html>\n',
  ]
  return parts.join('\n')
}

const formatLine = (line: Line, origin: number | null): string =>
  line.kind === 'turn' ? formatTurn(line, origin) : formatAside(line)

function formatTurn({ item, speaker, passages, endedEarly }: Turn, origin: number | null): string {
  const time = elapsed(item.at, origin)
  const date = isoDate(item.at)
  const shown = time !== null && date !== null ? ` <time datetime="${date}">${time}</time>` : ''
  const note = endedEarly ? ['<p class="note">Ended early</p>'] : []
  const body = [`<h2>${speaker}${shown}</h2>`, ...passages.map(formatPassage), ...note]
  return `<article class="${item.role}">\n${body.join('\n')}\n</article>`
}

/**
 * Languages are not known, so none is claimed. The direction of writing follows each paragraph's own text, which is why
 * that text is isolated by style and not by `bdi`: what is in a `bdi` has no say in the direction around it.
 */
function formatPassage(passage: Passage): string {
  if (passage.kind === 'spoken') return `<p class="note">${escapeHtml(passage.text)}</p>`
  const heard = escapeHtml(passage.heard)
  if (passage.unheard === '') return `<p dir="auto" lang="">${heard}</p>`
  const mark = '<span class="cut" role="img" aria-label="Cut off here; not heard:" title="Cut off here">✂</span>'
  const words = [`<span class="heard">${heard}</span>`, mark, `<s class="unheard">${escapeHtml(passage.unheard)}</s>`]
  return `<p dir="auto" lang="">${words.slice(heard === '' ? 1 : 0).join(' ')}</p>`
}

function formatAside({ tone, label, subject, detail }: Aside): string {
  const code = (text: string): string => `<code>${isolateHtml(text)}</code>`
  const said =
    tone === 'call' || tone === 'other'
      ? [subject, detail].filter((text) => text !== '').map(code)
      : [isolateHtml(detail)]
  const named = tone === 'call' || tone === 'other' || subject === '' ? [] : [`(${isolateHtml(subject)})`]
  return `<p class="aside ${tone}"><b>${label}:</b> ${[...said, ...named].join(' ')}</p>`
}
