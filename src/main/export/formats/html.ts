import type { Transcript } from '../../../shared/conversation/transcript'
import { detailsOf, shownTitle } from './details'
import { escapeHtml, isolateHtml } from './html-escape'
import { htmlStyle } from './html-style'
import { type Aside, linesOf, type Passage, type Turn } from './lines'
import { type Pieces, whole } from './pieces'
import { elapsed, isoDate, originOf } from './times'

/** Nothing may run and nothing may be fetched, whatever the page holds. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'"
/** Sound that is a part of the page may be played. */
const POLICY_WITH_SOUND = `${POLICY}; media-src data:`

/** Where the sound of a message's part belongs. */
export interface SoundPlace {
  readonly itemId: string
  readonly contentIndex: number
}

/**
 * One HTML page that needs nothing else. All text is escaped, nothing becomes a link, and the page's own policy forbids
 * scripts and requests. What the user stopped is dimmed behind a cut mark, and named for those who can't see that.
 */
export const htmlPieces = (transcript: Transcript): Generator<string> => page<never>(transcript, POLICY, () => [])

export const formatHtml = whole(htmlPieces)

/** As {@link htmlPieces}, with a place behind each spoken passage where its sound may be put. */
export const htmlPiecesWithSound = (transcript: Transcript): Generator<string | SoundPlace> =>
  page(transcript, POLICY_WITH_SOUND, (place) => [place])

function* page<Sound>(
  transcript: Transcript,
  policy: string,
  soundAt: (place: SoundPlace) => readonly Sound[],
): Generator<string | Sound> {
  const origin = originOf(transcript)
  yield* head(transcript, policy)
  for (const line of linesOf(transcript)) {
    if (line.kind === 'turn') yield* formatTurn(line, origin, soundAt)
    else yield formatAside(line)
  }
  yield '</main>\n</body>\n</html>\n'
}

function* head(transcript: Transcript, policy: string): Pieces {
  const title = shownTitle(transcript)
  yield `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Parley">
<title>${shortTitle(title)}</title>
<style>
${htmlStyle}
</style>
</head>
<body>
<main>
<h1 dir="auto" lang="">${escapeHtml(title)}</h1>
`
  const details = detailsOf(transcript).map(({ label, value }) => `<dt>${label}</dt><dd>${isolateHtml(value)}</dd>`)
  if (details.length > 0) yield `<dl>\n${details.join('\n')}\n</dl>\n`
}

function* formatTurn<Sound>(
  { item, speaker, passages, endedEarly }: Turn,
  origin: number | null,
  soundAt: (place: SoundPlace) => readonly Sound[],
): Generator<string | Sound> {
  const time = elapsed(item.at, origin)
  const date = isoDate(item.at)
  const shown = time !== null && date !== null ? ` <time datetime="${date}">${time}</time>` : ''
  yield `<article class="${item.role}">\n<h2>${speaker}${shown}</h2>\n`
  for (const passage of passages) {
    yield `${formatPassage(passage)}\n`
    if (passage.spokenPart !== null) yield* soundAt({ itemId: item.id, contentIndex: passage.spokenPart })
  }
  yield endedEarly ? '<p class="note">Ended early</p>\n</article>\n' : '</article>\n'
}

/**
 * Languages are not known, so none is claimed. The direction of writing follows each paragraph's own text, which is why
 * that text is isolated by style and not by `bdi`: what is in a `bdi` has no say in the direction around it.
 */
function formatPassage(passage: Passage): string {
  if (passage.kind === 'wordless') return `<p class="note">${escapeHtml(passage.text)}</p>`
  const heard = escapeHtml(passage.heard)
  const note = passage.cutOff === '' ? '' : `\n<p class="note">${escapeHtml(passage.cutOff)}</p>`
  if (passage.unheard === '') return `<p dir="auto" lang="">${heard}</p>${note}`
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
  return `<p class="aside ${tone}"><b>${label}:</b> ${[...said, ...named].join(' ')}</p>\n`
}

/** Validators want titles of at most 70 characters, escaped; that is about what tabs and search results show. */
const MAX_TITLE_CHARACTERS = 70

function shortTitle(title: string): string {
  let start = ''
  for (const character of title) {
    const longer = start + escapeHtml(character)
    if (longer.length >= MAX_TITLE_CHARACTERS) return `${start.trim()}…`
    start = longer
  }
  return start
}
