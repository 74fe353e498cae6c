import type { RecordingKey, RecordingsPort } from '../../../shared/history/recording'
import type { AudioPart } from '../../../shared/session/audio-part'
import type { TapeRecorder } from '../../session/tape/session-tape'

/** Takes down the sound of a conversation. @param isWanted whether the user wants sound kept, now */
export function recorderOf(conversationId: string, recordings: RecordingsPort, isWanted: () => boolean): TapeRecorder {
  const keyOf = ({ itemId, contentIndex }: AudioPart): RecordingKey => ({ conversationId, itemId, contentIndex })
  return {
    get on() {
      return isWanted()
    },
    add: (part, samples) => recordings.add(keyOf(part), samples),
    finish: (part) => recordings.finish(keyOf(part)),
    rename: (from, to) => recordings.rename(keyOf(from), keyOf(to)),
    discard: (part) => recordings.discard(keyOf(part)),
  }
}
