import type { AppError } from '../../../shared/ipc/result'
import type { Effect } from './effects'
import { giveUp, next } from './responses'
import type { MachineState, OpenSession } from './state'

/** A server that says nothing about its answer for this long (ms) is told to be slow… */
const lateAnswerMs = 15_000
/** …and after this long the answer has failed. */
const failedAnswerMs = 45_000
/** A server that doesn't say that a cancelled answer has ended is not waited for any longer (ms). */
const cancelMs = 5_000

/** What a session waits for, and what is due when nothing comes of it. */
export interface Deadline {
  readonly kind: 'late_answer' | 'failed_answer' | 'cancel'
  /** Milliseconds since the server last said anything about it. */
  readonly afterMs: number
}

/** The next deadline of a state; null while it waits for nobody but the user. */
export function deadlineOf(state: MachineState): Deadline | null {
  if (state.phase !== 'ready') return null
  const { current } = state.responses
  if (current.phase === 'none') return null
  const isCancelled = current.phase === 'active' ? current.cancelled : current.cancel
  if (isCancelled) return { kind: 'cancel', afterMs: cancelMs }
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
      return state.answerBegan ? endWithoutWord(state) : fail(state)
    case 'cancel': {
      const [responses, effects] = next(state.responses)
      return [{ ...withoutAnswer(state), responses }, effects]
    }
  }
}

function fail(state: OpenSession): readonly [OpenSession, readonly Effect[]] {
  const [responses, effects] = giveUp(state.responses)
  return [{ ...withoutAnswer(state), responses }, [...effects, { type: 'give_up', error: noAnswer }]]
}

/** Some servers never say that an answer has ended: what came of it is all there is. */
function endWithoutWord(state: OpenSession): readonly [OpenSession, readonly Effect[]] {
  const [responses, effects] = next(state.responses)
  const finished = Array.from(state.queued, (part): Effect => ({ type: 'finish_part', part }))
  return [{ ...state, noAnswerYet: false, responses }, [...finished, { type: 'give_up', error: null }, ...effects]]
}

/** What still comes of an answer that is not waited for any longer must not be played. */
function withoutAnswer(state: OpenSession): OpenSession {
  const { current } = state.responses
  const isNamed = current.phase === 'active' && current.id !== ''
  return {
    ...state,
    noAnswerYet: false,
    silenced: isNamed ? [...state.silenced, current.id].slice(-8) : state.silenced,
  }
}

const noAnswer: AppError = {
  code: 'response.timeout',
  message: 'The server did not answer within 45 seconds.',
  hint: 'Try again.',
  displayable: true,
}
