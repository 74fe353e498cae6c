import type { Transcript } from '../../shared/conversation/transcript'
import { escapeHtml } from './formats/html-escape'
import { htmlPieces, htmlPiecesWithSound, type SoundPlace } from './formats/html'
import { base64Pieces } from './base64-pieces'
import type { RecordedSound } from '../ports/assistant'

/** The sound of a message's part; null where there is none. */
export type FindSound = (itemId: string, contentIndex: number) => Promise<RecordedSound | null>

/**
 * The HTML page with the recorded sound inside, so that it still needs nothing else; the page without sound where there is
 * none. One recording is read at a time, piece by piece.
 */
export async function* htmlWithSound(transcript: Transcript, find: FindSound): AsyncGenerator<string> {
  const first = await firstSound(transcript, find)
  if (!first) {
    yield* htmlPieces(transcript)
    return
  }
  let isReached = false
  for (const piece of htmlPiecesWithSound(transcript)) {
    if (typeof piece === 'string') {
      yield piece
    } else if (isReached) {
      yield* element(await find(piece.itemId, piece.contentIndex))
    } else if (isSame(piece, first.place)) {
      isReached = true
      yield* element(first.sound)
    }
  }
}

/** The page's head has to say whether sound may be played, so the first one is looked for before anything is written. */
async function firstSound(transcript: Transcript, find: FindSound) {
  for (const place of htmlPiecesWithSound(transcript)) {
    if (typeof place === 'string') continue
    const sound = await find(place.itemId, place.contentIndex)
    if (sound) return { place, sound }
  }
  return null
}

async function* element(sound: RecordedSound | null): AsyncGenerator<string> {
  if (!sound) return
  yield `<audio controls src="data:${escapeHtml(sound.mediaType)};base64,`
  yield* base64Pieces(sound.bytes)
  yield '"></audio>\n'
}

const isSame = (left: SoundPlace, right: SoundPlace): boolean =>
  left.itemId === right.itemId && left.contentIndex === right.contentIndex
