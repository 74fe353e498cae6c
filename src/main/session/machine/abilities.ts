import type { ClientEvent } from '../../../shared/realtime/client-events'
import type { ServerTraits } from '../../../shared/realtime/servers/server-traits'

/** Whether a server knows what an event asks of it; what it lacks is not sent. */
export function isKnownTo(server: ServerTraits, { type }: ClientEvent): boolean {
  switch (type) {
    case 'conversation.item.truncate':
      return server.truncates
    case 'response.cancel':
      return server.cancels
    default:
      return true
  }
}
