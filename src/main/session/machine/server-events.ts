import { errorName, isBenignError } from '../../../shared/realtime/error-codes'
import type { ServerEvent, ServerEventOf } from '../../../shared/realtime/server-events'
import { serverTakesTurns } from '../../../shared/realtime/session-config'
import type { Effect } from './effects'
import { interrupt } from './interruption'
import { finishQueued } from './part-queue'
import { began, collided, created, done, failed } from './responses'
import { canPlay, type OpenSession } from './state'

type Step = readonly [OpenSession, readonly Effect[]]

/** What the server's events mean for turns and sound. Their text is the conversation's business, not ours. */
export function serverEvent(before: OpenSession, event: ServerEvent): Step {
  const state = isAboutAnswer(before, event) ? { ...before, responses: began(before.responses) } : before
  switch (event.type) {
    case 'response.created': {
      const [responses, effects] = created(state.responses, event.response.id ?? '')
      return [{ ...state, responses }, effects]
    }
    case 'response.done':
      return responseDone(state, event.response.id ?? '')
    case 'response.output_audio.delta':
      return audioDelta(state, event)
    case 'response.output_audio.done':
      return [state, [{ type: 'finish_part', part: partOf(event) }]]
    case 'input_audio_buffer.speech_started': {
      const [silent, effects] = interrupt(state, serverTakesTurns(state.settings.mode))
      return [{ ...silent, userSpeaking: true }, effects]
    }
    case 'input_audio_buffer.speech_stopped':
      return [{ ...state, userSpeaking: false }, []]
    case 'input_audio_buffer.committed':
    case 'input_audio_buffer.cleared':
      return [{ ...state, userSpeaking: false, sentSamples: state.talking ? state.sentSamples : 0 }, []]
    case 'error':
      return error(state, event)
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

function responseDone(state: OpenSession, id: string): Step {
  const { current } = state.responses
  // The end of one that was given up comes while the next one is already asked for.
  if (state.silenced.includes(id) && !(current.phase === 'active' && current.id === id)) return [state, []]
  const [responses, effects] = done(state.responses, id)
  const isPresent = responses !== state.responses
  return [{ ...state, responses }, [...(isPresent ? finishQueued(state.queued) : []), ...effects]]
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

/** Errors that reach this point leave the session open; the conversation shows them, except those of lost races. */
function error(state: OpenSession, event: ServerEventOf<'error'>): Step {
  const { event_id } = event.error
  const code = errorName(event.error)
  const collision = code === 'conversation_already_has_active_response'
  if (isBenignError(code) && !collision) return [state, []]
  const [responses, effects] = collision ? collided(state.responses) : failed(state.responses, event_id)
  return [{ ...state, responses }, effects]
}
