import { assertNever } from '../../../shared/assert-never'
import type { ContextMessage } from '../../../shared/conversation/context'
import type { ClientEvent } from '../../../shared/realtime/client-events'
import type { Effect } from './effects'

/** Tells the model something that was said before. */
export const tell = (message: ContextMessage): Effect => ({
  type: 'send',
  event: { type: 'conversation.item.create', item: itemOf(message) },
})

type CreatedItem = Extract<ClientEvent, { type: 'conversation.item.create' }>['item']

/** Servers take the words of each role in a part of its own type. */
function itemOf({ id, role, text }: ContextMessage): CreatedItem {
  switch (role) {
    case 'assistant':
      return { id, type: 'message', role, content: [{ type: 'output_text', text }] }
    case 'user':
      return { id, type: 'message', role, content: [{ type: 'input_text', text }] }
    case 'system':
      return { id, type: 'message', role, content: [{ type: 'input_text', text }] }
    default:
      return assertNever(role)
  }
}
