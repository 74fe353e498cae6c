import type { AppError } from '../../../shared/ipc/result'
import type { Effect } from './effects'
import { withoutLateAudio } from './interruption'
import { finishQueued } from './part-queue'
import { forget, giveUp, isLate, late, next, retry as retryResponse, type ResponseOrder } from './responses'
import type { MachineState, OpenSession } from './state'

/** A server that sends nothing about its answer for this long (ms) is shown as late… */
const lateAnswerMs = 15_000
/** …and after this long the answer has failed. */
const failedAnswerMs = 45_000
/** How long (ms) to wait for the end of a cancelled answer. */
const cancelMs = 5_000

/** What a session waits for, and until when. */
export interface Deadline {
  readonly kind: 'late_answer' | 'failed_answer' | 'cancel'
  /** Milliseconds after the server's last event about the answer. */
  readonly afterMs: number
}

type Step = readonly [OpenSession, readonly Effect[]]

/** The next deadline of a state; null while it waits for the user alone. */
export function deadlineOf(state: MachineState): Deadline | null {
  if (state.phase !== 'ready' || state.responses.current.phase === 'none') return null
  const { current } = state.responses
  if (isStopped(state.responses)) return { kind: 'cancel', afterMs: cancelMs }
  return current.late
    ? { kind: 'failed_answer', afterMs: failedAnswerMs }
    : { kind: 'late_answer', afterMs: lateAnswerMs }
}

/**
 * Whether the user has stopped the answer and waits for no other. One that has not begun can't be cancelled yet, so a turn
 * behind it waits as long as for any answer: sent at once, it would be answered by the one that was stopped.
 */
const isStopped = ({ current, waiting }: ResponseOrder): boolean =>
  current.phase === 'active' ? current.cancelled : current.phase === 'requested' && current.cancel && !waiting

/** A deadline has passed. */
export function overdue(state: OpenSession, kind: Deadline['kind']): Step {
  switch (kind) {
    case 'late_answer':
      return [{ ...state, responses: late(state.responses) }, []]
    case 'failed_answer':
      return fail(state)
    case 'cancel': {
      const [responses, effects] = forget(state.responses)
      return [{ ...withoutLateAudio(state), responses }, [settle(state, 'incomplete'), ...effects]]
    }
  }
}

/** The user asks for a late answer again, of which nothing is playing: what still arrives of it is not played. */
export function retry(state: OpenSession): Step {
  if (!isLate(state.responses) || state.queued.size > 0) return [state, []]
  const [responses, effects] = retryResponse(state.responses)
  return [{ ...withoutLateAudio(state), responses }, [settle(state, 'incomplete'), ...effects]]
}

function fail(state: OpenSession): Step {
  const { current, waiting } = state.responses
  if (current.phase === 'active' && current.began) return endWithoutWord(state)
  const [responses, effects] = giveUp(state.responses)
  // A user who has gone on to another turn is not told about the one before.
  const told: readonly Effect[] = waiting ? [] : [{ type: 'tell_error', error: noAnswer }]
  return [{ ...withoutLateAudio(state), responses }, [settle(state, 'incomplete'), ...told, ...effects]]
}

/** Some servers never send `response.done`: what has arrived is the whole answer. */
function endWithoutWord(state: OpenSession): Step {
  const [responses, effects] = next(state.responses)
  return [{ ...state, responses }, [...finishQueued(state.queued), settle(state, 'completed'), ...effects]]
}

function settle({ responses: { current } }: OpenSession, status: 'completed' | 'incomplete'): Effect {
  return { type: 'settle_answer', responseId: current.phase === 'active' ? current.id : '', status }
}

const noAnswer: AppError = {
  code: 'response.timeout',
  message: 'The server did not answer within 45 seconds.',
  hint: 'Try again.',
  displayable: true,
}
