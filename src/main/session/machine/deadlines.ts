import { isStopped } from './responses'
import type { MachineState, OpenSession } from './state'

/** A server that has not opened a session this long (ms) after it was called is none. */
const GREETING_MS = 20_000
/** A server that sends nothing about its answer for this long (ms) is shown as late… */
const LATE_ANSWER_MS = 15_000
/** …and after this long the answer has failed. */
const FAILED_ANSWER_MS = 45_000
/** How long (ms) to wait for an answer after an error that may be about it. */
const DOUBTFUL_ANSWER_MS = 5_000
/** How long (ms) to wait for the end of a cancelled answer. */
const CANCEL_MS = 2_000
/** How long (ms) to wait for the transcript of a turn, which some servers make after their answer. */
const TRANSCRIPT_MS = 45_000
/** How long (ms) a socket may take to close. */
const CLOSE_MS = 5_000

/** What a session waits for, and until when. */
export interface Deadline {
  readonly kind: 'greeting' | 'late_answer' | 'failed_answer' | 'doubtful_answer' | 'cancel' | 'transcript' | 'close'
  /** The wait's name. A later deadline of the same wait counts from when the wait began; an earlier one begins it anew. */
  readonly wait: string
  /** Milliseconds after the wait began; for an answer, after the server's last event about it. */
  readonly afterMs: number
}

/** The next deadline of every wait of a state; none while it waits for the user alone. */
export function deadlinesOf(state: MachineState): readonly Deadline[] {
  switch (state.phase) {
    case 'connecting':
      return [{ kind: 'greeting', wait: 'greeting', afterMs: GREETING_MS }]
    case 'ready':
      return [...answerDeadline(state), ...state.untranscribed.map(transcriptDeadline)]
    case 'closing':
      return [{ kind: 'close', wait: 'close', afterMs: CLOSE_MS }]
    default:
      return []
  }
}

function answerDeadline({ responses }: OpenSession): readonly Deadline[] {
  const { current } = responses
  if (current.phase === 'none') return []
  if (isStopped(responses)) return [{ kind: 'cancel', wait: 'cancel', afterMs: CANCEL_MS }]
  if (current.doubtful) return [{ kind: 'doubtful_answer', wait: 'doubtful answer', afterMs: DOUBTFUL_ANSWER_MS }]
  return current.late
    ? [{ kind: 'failed_answer', wait: 'answer', afterMs: FAILED_ANSWER_MS }]
    : [{ kind: 'late_answer', wait: 'answer', afterMs: LATE_ANSWER_MS }]
}

const transcriptDeadline = (itemId: string): Deadline => ({
  kind: 'transcript',
  wait: transcriptWait(itemId),
  afterMs: TRANSCRIPT_MS,
})

/** The name of the wait for a turn's transcript. */
export const transcriptWait = (itemId: string): string => `transcript of ${itemId}`
