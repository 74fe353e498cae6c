import type { ClientEvent } from '../../../shared/realtime/client-events'
import type { ServerEvent, ServerEventOf } from '../../../shared/realtime/server-events'
import { serverTakesTurns } from '../../../shared/realtime/session-config'
import type { Effect } from './effects'
import { interrupt, withoutLateAudio } from './interruption'
import { finishQueued } from './part-queue'
import { settleAnswer } from './settle'
import { error } from './refusals'
import { began, cancelCurrent, created, done } from './responses'
import { committed, endedTurn, transcribed } from './turns'
import { canPlay, type OpenSession } from './state'

type Step = readonly [OpenSession, readonly Effect[]]

/**
 * What the server's events mean for turns and sound. Their text is the conversation's business, not ours.
 * @param refused for an error: the request that it is about; null when that can't be told
 */
export function serverEvent(before: OpenSession, event: ServerEvent, refused: ClientEvent | null): Step {
  const state = isAboutAnswer(before, event) ? { ...before, responses: began(before.responses) } : before
  switch (event.type) {
    case 'response.created':
      return responseCreated(endedTurn(state), event.response.id ?? '')
    case 'response.done':
      return responseDone(state, event.response.id ?? '')
    case 'response.output_audio.delta':
      return audioDelta(state, event)
    case 'response.output_audio.done':
      return [state, [{ type: 'finish_part', part: partOf(event) }]]
    case 'input_audio_buffer.speech_started':
      return speechStarted(state)
    case 'input_audio_buffer.speech_stopped':
      return [{ ...endedTurn(state), userSpeaking: false }, []]
    case 'input_audio_buffer.committed':
      return [committed(emptied(state), event.item_id), []]
    case 'input_audio_buffer.cleared':
      return [emptied(state), []]
    case 'conversation.item.input_audio_transcription.completed':
      return [event.status === 'in_progress' ? state : transcribed(state, event.item_id), []]
    case 'conversation.item.input_audio_transcription.failed':
      return [transcribed(state, event.item_id), []]
    case 'error':
      return error(state, event, refused)
    default:
      return [state, []]
  }
}

/** Whether an event shows that the server works on the present response, and not on one that is over for us. */
export function isAboutAnswer({ responses: { current } }: OpenSession, event: ServerEvent): boolean {
  if (event.type === 'response.created') return true
  if (current.phase !== 'active' || !event.type.startsWith('response.')) return false
  const id = 'response_id' in event ? event.response_id : undefined
  return id === undefined || id === '' || current.id === '' || id === current.id
}

const partOf = (event: { readonly item_id: string; readonly content_index: number }) => ({
  itemId: event.item_id,
  contentIndex: event.content_index,
})

/** The server's input buffer is empty. */
const emptied = (state: OpenSession): OpenSession => ({
  ...endedTurn(state),
  userSpeaking: false,
  sentSamples: state.talking ? state.sentSamples : 0,
})

/** In the other modes the key says who has the floor; some servers report the speech of a turn after it was committed. */
function speechStarted(state: OpenSession): Step {
  if (!serverTakesTurns(state.settings.mode)) return [state, []]
  const [silent, effects] = interrupt(state, true)
  return [{ ...silent, userSpeaking: true }, effects]
}

function responseCreated(state: OpenSession, id: string): Step {
  const [responses, effects] = created(state.responses, id)
  const begun = { ...state, responses }
  // Talked into while the key is still down: servers that can't do without their detector take a pause for the end.
  if (state.talking) return silenced(begun, effects)
  if (state.answersToCommit === null) return [begun, effects]
  const count = state.answersToCommit + 1
  if (count < 2 || state.responses.current.phase === 'requested') return [{ ...begun, answersToCommit: count }, effects]
  const { settings } = state
  const learned = { ...begun, settings: { ...settings, server: { ...settings.server, commit: 'answers' as const } } }
  // The turn has its answer; one that took the other's place is the only one.
  return state.responses.current.phase === 'none' ? silenced(learned, effects) : [learned, effects]
}

/** An answer that nobody is to hear. */
function silenced(state: OpenSession, before: readonly Effect[]): Step {
  const [responses, events] = cancelCurrent(state.responses, false)
  const effects = events.map((event): Effect => ({ type: 'send', event }))
  return [{ ...withoutLateAudio(state), responses }, [...before, ...effects]]
}

function responseDone(state: OpenSession, id: string): Step {
  const { current } = state.responses
  // The end of one that was given up comes while the next one is already asked for.
  if (state.silenced.includes(id) && !(current.phase === 'active' && current.id === id)) return [state, []]
  const [responses, effects] = done(state.responses, id)
  if (responses === state.responses) return [state, []]
  const hasOtherName = current.phase === 'active' && current.id !== id
  const ending = hasOtherName ? [settleAnswer(state, 'completed')] : []
  return [{ ...state, responses }, [...finishQueued(state.queued), ...ending, ...effects]]
}

/** Sound of an answer goes to the speaker, unless the answer was interrupted: that sound is late. */
function audioDelta(before: OpenSession, event: ServerEventOf<'response.output_audio.delta'>): Step {
  const state = before.hasSpoken ? before : { ...before, hasSpoken: true }
  if (!canPlay(state)) return [state, []]
  const { current } = state.responses
  const responseId = event.response_id ?? (current.phase === 'active' ? current.id : undefined)
  const cancelled = current.phase === 'active' && current.id === responseId && current.cancelled
  if (cancelled || (responseId !== undefined && state.silenced.includes(responseId))) return [state, []]
  const part = partOf(event)
  return [{ ...state, queued: state.queued.with(part) }, [{ type: 'play', part, base64: event.delta }]]
}
