import type { Transcript } from '../../../shared/conversation/transcript'
import { type Cue, cuesOf } from './cues'
import { cueTime } from './times'

/** WebVTT subtitles: each cue in its speaker's voice (see `cuesOf` for the times); all text is escaped. */
export function formatWebVtt(transcript: Transcript): string {
  const cues = cuesOf(transcript, () => '').map(formatCue)
  return `${['WEBVTT', ...cues].join('\n\n')}\n`
}

const formatCue = ({ startMs, endMs, speaker, lines }: Cue): string =>
  `${cueTime(startMs, '.')} --> ${cueTime(endMs, '.')}\n<v ${speaker}>${lines.map(escapeCue).join('\n')}`

/** Escaping `>` also takes care of the arrow that marks times. */
const escapeCue = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
