import { assertNever } from '../../../shared/assert-never'
import { appError } from '../../../shared/ipc/result'
import { type Deadline, deadlinesOf, transcriptWait } from './deadlines'
import type { Effect } from './effects'
import { withoutLateAudio } from './interruption'
import { finishQueued } from './part-queue'
import { forget, giveUp, isLate, late, next, retry as retryResponse } from './responses'
import { settleAnswer } from './settle'
import type { MachineState, OpenSession } from './state'
import { endedTurn, transcribed } from './turns'

type Step = readonly [OpenSession, readonly Effect[]]

/** Whether a deadline still counts: what it was about may have come while word of it was on its way. */
export const isDue = (state: MachineState, { wait, kind }: Deadline): boolean =>
  deadlinesOf(state).some((deadline) => deadline.wait === wait && deadline.kind === kind)

/** A deadline of an open session has passed. */
export function overdue(state: OpenSession, { kind, wait }: Deadline): Step {
  switch (kind) {
    case 'late_answer':
      return [{ ...state, responses: late(state.responses) }, []]
    case 'failed_answer':
      return fail(endedTurn(state))
    case 'doubtful_answer':
      return endDoubtful(endedTurn(state))
    case 'cancel': {
      const [responses, effects] = forget(state.responses)
      return [{ ...withoutLateAudio(state), responses }, [settleAnswer(state, 'incomplete'), ...effects]]
    }
    case 'transcript': {
      const itemId = state.untranscribed.find((id) => transcriptWait(id) === wait)
      return itemId === undefined ? [state, []] : [transcribed(state, itemId), [{ type: 'end_transcript', itemId }]]
    }
    case 'greeting':
    case 'close':
      return [state, []] // an open session waits for neither
    default:
      return assertNever(kind)
  }
}

/** The user asks for a late answer again, of which nothing is playing: what still arrives of it is not played. */
export function retry(state: OpenSession): Step {
  if (!isLate(state.responses) || state.queued.size > 0) return [state, []]
  const [responses, effects] = retryResponse(state.responses)
  return [{ ...withoutLateAudio(state), responses }, [settleAnswer(state, 'incomplete'), ...effects]]
}

function fail(state: OpenSession): Step {
  const { current, waiting } = state.responses
  if (current.phase === 'active' && current.began) return endWithoutWord(state)
  const [responses, effects] = giveUp(state.responses)
  // A user who has gone on to another turn is not told about the one before.
  const told: readonly Effect[] = waiting === 'nothing' ? [{ type: 'tell_error', error: noAnswer }] : []
  return [{ ...withoutLateAudio(state), responses }, [settleAnswer(state, 'incomplete'), ...told, ...effects]]
}

/** Some servers never send `response.done`: what has arrived is the whole answer. */
function endWithoutWord(state: OpenSession): Step {
  const [responses, effects] = next(state.responses)
  return [{ ...state, responses }, [...finishQueued(state.queued), settleAnswer(state, 'completed'), ...effects]]
}

/** The server has told what went wrong: nothing more is said about it. */
function endDoubtful(state: OpenSession): Step {
  const [responses, effects] = next(state.responses)
  return [{ ...state, responses }, [...finishQueued(state.queued), settleAnswer(state, 'incomplete'), ...effects]]
}

const noAnswer = appError('response.timeout')
