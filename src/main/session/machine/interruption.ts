import { samplesToMs } from '../../../shared/audio-format'
import { isLocalId } from '../../../shared/conversation/item'
import type { PlayedAudio } from '../../../shared/session/audio-part'
import type { Effect } from './effects'
import { PartQueue } from './part-queue'
import { cancelCurrent, isAnswering } from './responses'
import type { OpenSession } from './state'

/** How many silenced responses are remembered: late audio comes within a round trip, so a few are plenty. */
const REMEMBERED_RESPONSES = 8

/** The state in which audio of the current response that arrives from now on is not played. */
export function withoutLateAudio(state: OpenSession): OpenSession {
  const { current } = state.responses
  // A server that leaves out identifiers would have all its answers silenced by one.
  if (current.phase !== 'active' || current.id === '') return state
  return { ...state, silenced: [...state.silenced, current.id].slice(-REMEMBERED_RESPONSES) }
}

/**
 * Stops an answer: the speaker falls silent first, then the server is told, then what had not been heard is truncated.
 *
 * Playback outlives the response by seconds, so there may be sound to stop with no response left to cancel.
 * @param byServer the server has noticed the interruption itself and cancels its response by itself
 */
export function interrupt(state: OpenSession, byServer: boolean): readonly [OpenSession, readonly Effect[]] {
  const answering = isAnswering(state.responses)
  if (!answering && state.queued.size === 0) return [state, []]
  const [responses, thenSend] = cancelCurrent(state.responses, byServer)
  return [
    { ...withoutLateAudio(state), responses, audible: null, queued: PartQueue.empty },
    [{ type: 'silence', thenSend }],
  ]
}

/**
 * Tells the server how much of an interrupted answer was heard, to the millisecond of audio that really left the
 * speaker; never more than was received, which the server would refuse. An answer of which nothing was heard is
 * deleted: a truncation to nothing would leave an empty turn in the model's memory. An item that the server has not named
 * can't be truncated.
 */
export function truncate(parts: readonly PlayedAudio[]): readonly Effect[] {
  return parts.flatMap((part): readonly Effect[] => {
    const { itemId, contentIndex } = part
    if (part.receivedSamples === 0) return []
    const heardMs = Math.min(samplesToMs(part.playedSamples), samplesToMs(part.receivedSamples))
    const mark: Effect = { type: 'mark_heard', part: { itemId, contentIndex }, heardMs }
    if (isLocalId(itemId)) return [mark]
    if (heardMs === 0 && contentIndex === 0)
      return [mark, { type: 'send', event: { type: 'conversation.item.delete', item_id: itemId } }]
    return [
      mark,
      {
        type: 'send',
        event: {
          type: 'conversation.item.truncate',
          item_id: itemId,
          content_index: contentIndex,
          audio_end_ms: heardMs,
        },
      },
    ]
  })
}
