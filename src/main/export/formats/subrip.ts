import type { Transcript } from '../../../shared/conversation/transcript'
import { type Cue, cuesOf } from './cues'
import { whole } from './pieces'
import { cueTime } from './times'

/**
 * SubRip subtitles: numbered cues (see `cuesOf` for their times), the speaker named where a turn begins. The format has
 * no escapes, so an invisible word joiner keeps text from being read as a tag, and an arrow sign replaces the arrow that
 * marks times. Nothing said gives an empty file.
 */
export function* subRipPieces(transcript: Transcript): Generator<string> {
  let number = 1
  for (const cue of cuesOf(transcript, (speaker) => `${speaker}: `)) {
    yield number === 1 ? formatCue(cue, number) : `\n${formatCue(cue, number)}`
    number += 1
  }
}

export const formatSubRip = whole(subRipPieces)

const formatCue = ({ startMs, endMs, lines }: Cue, number: number): string =>
  `${number}\n${cueTime(startMs, ',')} --> ${cueTime(endMs, ',')}\n${lines.map(neutral).join('\n')}\n`

/** Players take `<…>` for styles, and some take `{\…}` for positions. */
const neutral = (text: string): string => text.replace(/[<{](?=\S)/g, '$&\u2060').replace(/-{2,}>/g, '→')
