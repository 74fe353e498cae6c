import type { WireEvent } from '../../src/shared/realtime/wire'
import { at } from './stand-in'
import { UsualServer } from './usual-server'

/**
 * xAI: takes voice and detection at the session's top level; a commit starts the answer, and speech is reported after it;
 * transcripts are cumulative and may go on after the final one; usage beside the response; no truncation.
 */
export class XaiServer extends UsualServer {
  protected override update(event: WireEvent): void {
    this.detects = at(event, 'session', 'turn_detection') != null
    this.transcribes = true
    this.say({ type: 'session.updated', session: event.session })
    this.say({ type: 'ping', timestamp: 1 })
  }

  override greet(): void {
    this.say({ type: 'ping', timestamp: 0 }, { type: 'conversation.created', conversation: { id: 'conv_1' } })
  }

  protected override commit(event: WireEvent): void {
    super.commit(event)
    this.respond('Heard.')
    setTimeout(() => this.say({ type: 'input_audio_buffer.speech_started', item_id: 'item_9', audio_start_ms: 0 }), 8)
  }

  protected override transcript(item_id: string): void {
    const type = 'conversation.item.input_audio_transcription'
    const told = { item_id, content_index: 0 }
    this.say(
      { type: `${type}.updated`, ...told, transcript: 'Spo' },
      { type: `${type}.completed`, ...told, transcript: 'Spoken', status: 'in_progress' },
      { type: `${type}.completed`, ...told, transcript: 'Spoken.', status: 'completed' },
      { type: `${type}.completed`, ...told, transcript: 'Spoken', status: 'in_progress' },
    )
  }

  override receive(event: WireEvent): void {
    if (event.type === 'conversation.item.truncate') {
      this.refuse(event, 'invalid_event', 'Unknown event type')
      return
    }
    super.receive(event)
  }

  protected override done(id: string, status: string, message: object): void {
    const response = { id, status, status_details: status, output: [message], usage: {} }
    this.say({ type: 'response.done', response, usage: { total_tokens: 9, input_tokens: 4, output_tokens: 5 } })
  }
}
