import type { AppError } from '../../../shared/ipc/result'
import type { Effect } from './effects'
import { giveUp, next } from './responses'
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

/** Some servers never send `response.done`: what has arrived is the whole answer. */
function endWithoutWord(state: OpenSession): readonly [OpenSession, readonly Effect[]] {
  const [responses, effects] = next(state.responses)
  const finished = Array.from(state.queued, (part): Effect => ({ type: 'finish_part', part }))
  return [{ ...state, noAnswerYet: false, responses }, [...finished, { type: 'give_up', error: null }, ...effects]]
}

/** Late audio of an answer that was given up must not be played. */
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
