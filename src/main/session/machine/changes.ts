import type { AdjustableSettings } from '../../../shared/realtime/session-config'
import type { Effect } from './effects'
import { interrupt } from './interruption'
import { isAnswering } from './responses'
import type { OpenSession } from './state'

type Step = readonly [OpenSession, readonly Effect[]]

/**
 * Puts what the user has set into force; what is being said goes on. Servers refuse another voice once they have spoken, and
 * another speed during an answer, and with it all the rest: these two stay as they are then.
 */
export function adjust(state: OpenSession, changed: AdjustableSettings): Step {
  const before = state.settings
  const settings = {
    ...before,
    ...changed,
    voice: state.hasSpoken ? before.voice : changed.voice,
    speed: isAnswering(state.responses) ? before.speed : changed.speed,
  }
  if (JSON.stringify(settings) === JSON.stringify(before)) return [state, []]
  return [{ ...state, settings }, [{ type: 'configure', settings }]]
}

/** Has the server forget an item; one that is being spoken falls silent first. */
export function deleteItem(state: OpenSession, itemId: string): Step {
  const isPlaying = [...state.queued].some((part) => part.itemId === itemId)
  const [silent, effects] = isPlaying ? interrupt(state, false) : ([state, []] as const)
  return [silent, [...effects, { type: 'send', event: { type: 'conversation.item.delete', item_id: itemId } }]]
}
