import type { Transcript } from '../../../shared/conversation/transcript'
import { type Cue, cuesOf } from './cues'
import { cueTime } from './times'

/**
 * SubRip subtitles: numbered cues (see `cuesOf` for their times), the speaker named where a turn begins. The format has
 * no escapes, so an invisible word joiner keeps text from being read as a tag, and an arrow sign replaces the arrow that
 * marks times. Nothing said gives an empty file.
 */
export const formatSubRip = (transcript: Transcript): string =>
  cuesOf(transcript, (speaker) => `${speaker}: `)
    .map(formatCue)
    .join('\n')

const formatCue = ({ startMs, endMs, lines }: Cue, index: number): string =>
  `${index + 1}\n${cueTime(startMs, ',')} --> ${cueTime(endMs, ',')}\n${lines.map(neutral).join('\n')}\n`

/** Players take `<…>` for styles, and some take `{\…}` for positions. */
const neutral = (text: string): string => text.replace(/[<{](?=\S)/g, '$&\u2060').replace(/-{2,}>/g, '→')
