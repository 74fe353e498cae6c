import type { AppError } from '../../../shared/ipc/result'
import type { Effect } from './effects'
import { withoutLateAudio } from './interruption'
import { giveUp, next, retry as retryResponse } from './responses'
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

/** The next deadline of a state; null while it waits for the user alone. */
export function deadlineOf(state: MachineState): Deadline | null {
  if (state.phase !== 'ready') return null
  const { current } = state.responses
  if (current.phase === 'none') return null
  // Before `response.created` there is nothing to cancel: the cancel goes out when the response begins.
  if (current.phase === 'active' && current.cancelled) return { kind: 'cancel', afterMs: cancelMs }
  return state.noAnswerYet
    ? { kind: 'failed_answer', afterMs: failedAnswerMs }
    : { kind: 'late_answer', afterMs: lateAnswerMs }
}

/** A deadline has passed. */
export function overdue(state: OpenSession, kind: Deadline['kind']): readonly [OpenSession, readonly Effect[]] {
  switch (kind) {
    case 'late_answer':
      return [{ ...state, noAnswerYet: true }, []]
    case 'failed_answer':
      return state.responses.current.phase === 'active' && state.answerBegan ? endWithoutWord(state) : fail(state)
    case 'cancel': {
      const [responses, effects] = next(state.responses)
      return [{ ...withoutLateAudio(state), noAnswerYet: false, responses }, effects]
    }
  }
}

/** The user asks for the answer again: what still arrives of the late one is not played. */
export function retry(state: OpenSession): readonly [OpenSession, readonly Effect[]] {
  const [responses, effects] = retryResponse(state.responses)
  return [{ ...withoutLateAudio(state), noAnswerYet: false, responses }, effects]
}

function fail(state: OpenSession): readonly [OpenSession, readonly Effect[]] {
  const [responses, effects] = giveUp(state.responses)
  return [
    { ...withoutLateAudio(state), noAnswerYet: false, responses },
    [...effects, { type: 'give_up', error: noAnswer }],
  ]
}

/** Some servers never send `response.done`: what has arrived is the whole answer. */
function endWithoutWord(state: OpenSession): readonly [OpenSession, readonly Effect[]] {
  const [responses, effects] = next(state.responses)
  const finished = Array.from(state.queued, (part): Effect => ({ type: 'finish_part', part }))
  return [{ ...state, noAnswerYet: false, responses }, [...finished, { type: 'give_up', error: null }, ...effects]]
}

const noAnswer: AppError = {
  code: 'response.timeout',
  message: 'The server did not answer within 45 seconds.',
  hint: 'Try again.',
  displayable: true,
}
