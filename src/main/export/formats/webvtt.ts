import type { Transcript } from '../../../shared/conversation/transcript'
import { type Cue, cuesOf } from './cues'
import { whole } from './pieces'
import { cueTime } from './times'

/** WebVTT subtitles: each cue in its speaker's voice (see `cuesOf` for the times); all text is escaped. */
export function* webVttPieces(transcript: Transcript): Generator<string> {
  yield 'WEBVTT\n'
  for (const cue of cuesOf(transcript, () => '')) yield `\n${formatCue(cue)}\n`
}

export const formatWebVtt = whole(webVttPieces)

const formatCue = ({ startMs, endMs, speaker, lines }: Cue): string =>
  `${cueTime(startMs, '.')} --> ${cueTime(endMs, '.')}\n<v ${speaker}>${lines.map(escapeCue).join('\n')}`

/** Escaping `>` also takes care of the arrow that marks times. */
const escapeCue = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
