import type { ClientEvent, ClientEventType } from '../../shared/realtime/client-events'
import type { ServerEvent } from '../../shared/realtime/server-events'
import type { WireError } from '../../shared/realtime/wire'

/** The server events with which each request is confirmed; sound is not. */
const confirmations: Partial<Record<ServerEvent['type'], ClientEventType>> = {
  'session.updated': 'session.update',
  'input_audio_buffer.committed': 'input_audio_buffer.commit',
  'input_audio_buffer.cleared': 'input_audio_buffer.clear',
  'conversation.item.added': 'conversation.item.create',
  'conversation.item.created': 'conversation.item.create',
  'conversation.item.deleted': 'conversation.item.delete',
  'conversation.item.truncated': 'conversation.item.truncate',
  'response.created': 'response.create',
}

/** More requests than a server leaves unanswered. */
const MAX_OPEN_REQUESTS = 64

/**
 * What one session has sent and the server has not answered yet. Every event gets an identifier, by which an error says what
 * it refuses.
 */
export class SentRequests {
  #count = 0
  #open: readonly ClientEvent[] = []

  /** @returns the event to send, with an identifier */
  add(event: ClientEvent): ClientEvent {
    const named = event.event_id === undefined ? { ...event, event_id: `sent_${++this.#count}` } : event
    this.#open = [...this.#open, named].slice(-MAX_OPEN_REQUESTS)
    return named
  }

  /** Servers take one event after another: one that is confirmed settles those that were sent before it. */
  confirm(event: ServerEvent): void {
    const type = confirmations[event.type]
    const index = type === undefined ? -1 : this.#open.findIndex((sent) => sent.type === type)
    if (index !== -1) this.#open = this.#open.slice(index + 1)
  }

  /**
   * The request that an error is about, which is settled by it. Where the error names none, it is the only one that is open.
   * @returns null when that can't be told
   */
  refusedBy({ event_id: id }: WireError): ClientEvent | null {
    const refused = id ? this.#open.find((sent) => sent.event_id === id) : this.#only()
    if (!refused) return null
    this.#open = this.#open.filter((sent) => sent !== refused)
    return refused
  }

  #only(): ClientEvent | undefined {
    return this.#open.length === 1 ? this.#open[0] : undefined
  }
}
