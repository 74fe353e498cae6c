import { beta } from '../../src/shared/realtime/dialects/beta'
import type { WireEvent } from '../../src/shared/realtime/wire'
import { at, type Say } from './stand-in'
import { UsualServer } from './usual-server'

/**
 * speaches: the beta's names; can't do without its detector, and refuses formats and padding, and with them the whole
 * update; items begin `incomplete`, which means running; no cancel, no truncation, one answer after the other; errors without
 * a code.
 */
export class SpeachesServer extends UsualServer {
  constructor(say: Say) {
    super((...events) => {
      for (const event of events) {
        const translated = beta.serverEventFromGa(event as WireEvent)
        if (translated) say(incompleteAtFirst(translated))
      }
    })
    this.detects = true
  }

  protected override refuse(event: WireEvent, _code: string, message: string): void {
    this.say({ type: 'error', error: { type: 'invalid_request_error', code: null, message, event_id: event.event_id } })
  }

  override greet(): void {
    this.say({
      type: 'session.created',
      session: { modalities: ['audio', 'text'], turn_detection: { type: 'server_vad' } },
    })
  }

  protected override update(event: WireEvent): void {
    const { session } = event
    if (at(session, 'turn_detection') === null) {
      this.refuse(event, '', 'turn_detection can’t be null')
      return
    }
    for (const name of ['input_audio_format', 'output_audio_format'])
      if (at(session, name) !== undefined) {
        this.refuse(event, '', `${name} can’t be set`)
        return
      }
    if (at(session, 'turn_detection', 'prefix_padding_ms') !== undefined) {
      this.refuse(event, '', 'turn_detection.prefix_padding_ms can’t be set')
      return
    }
    this.say({ type: 'session.updated', session })
  }

  protected override request(event: WireEvent): void {
    if (this.active) setTimeout(() => this.request(event), 5)
    else super.request(event)
  }

  override receive(event: WireEvent): void {
    const unknown = ['response.cancel', 'conversation.item.truncate', 'input_audio_buffer.commit']
    if (unknown.includes(event.type)) {
      this.refuse(event, '', `${event.type} is not implemented`)
      return
    }
    super.receive(beta.clientEventToGa(event).type === 'session.update' ? event : beta.clientEventToGa(event))
  }
}

function incompleteAtFirst(event: WireEvent): WireEvent {
  const isFirst = event.type === 'response.output_item.added' || event.type === 'conversation.item.created'
  if (!isFirst || at(event, 'item', 'role') !== 'assistant') return event
  return { ...event, item: { ...(event.item as object), status: 'incomplete' } }
}
