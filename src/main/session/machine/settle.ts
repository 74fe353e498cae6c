import type { Effect } from './effects'
import type { OpenSession } from './state'

/** Ends the items of the present answer, whose end the server does not tell. */
export function settleAnswer({ responses: { current } }: OpenSession, status: 'completed' | 'incomplete'): Effect {
  return { type: 'settle_answer', responseId: current.phase === 'active' ? current.id : '', status }
}
