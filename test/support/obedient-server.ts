import type { ClientEvent } from '../../src/shared/realtime/client-events'
import type { WireEvent } from '../../src/shared/realtime/wire'

/** What a regular server says to what a client sends: a typed or a spoken turn is answered with a text of its own. */
export class ObedientServer {
  #answers = 0
  #turns = 0
  #event = 0

  /** The events with which the server answers one of the client's. */
  answer(event: ClientEvent): readonly WireEvent[] {
    switch (event.type) {
      case 'session.update':
        return this.#named([{ type: 'session.updated', session: {} }])
      case 'conversation.item.create':
        return this.#named([
          { type: 'conversation.item.added', item: event.item },
          { type: 'conversation.item.done', item: event.item },
        ])
      case 'input_audio_buffer.commit':
        return this.#named(this.#spokenTurn(`turn_${++this.#turns}`))
      case 'response.create':
        return this.#named(this.#response(++this.#answers))
      default:
        return []
    }
  }

  #spokenTurn(item_id: string): readonly WireEvent[] {
    const item = { id: item_id, type: 'message', role: 'user', status: 'completed', content: [{ type: 'input_audio' }] }
    const type = 'conversation.item.input_audio_transcription.completed'
    return [
      { type: 'input_audio_buffer.committed', item_id, previous_item_id: null },
      { type: 'conversation.item.added', item },
      { type, item_id, content_index: 0, transcript: 'Spoken.' },
    ]
  }

  #response(count: number): readonly WireEvent[] {
    const [id, item_id, text] = [`resp_${count}`, `item_${count}`, `Answer ${count}.`]
    const item = { id: item_id, type: 'message', role: 'assistant', status: 'in_progress', content: [] }
    const whole = { ...item, status: 'completed', content: [{ type: 'output_text', text }] }
    const inPart = { response_id: id, item_id, output_index: 0, content_index: 0 }
    return [
      { type: 'response.created', response: { id, status: 'in_progress', output: [] } },
      { type: 'response.output_item.added', response_id: id, output_index: 0, item },
      { type: 'response.content_part.added', ...inPart, part: { type: 'output_text', text: '' } },
      { type: 'response.output_text.delta', ...inPart, delta: text.slice(0, 3) },
      { type: 'response.output_text.delta', ...inPart, delta: text.slice(3) },
      { type: 'response.output_text.done', ...inPart, text },
      { type: 'response.content_part.done', ...inPart, part: { type: 'output_text', text } },
      { type: 'response.output_item.done', response_id: id, output_index: 0, item: whole },
      {
        type: 'response.done',
        response: {
          id,
          status: 'completed',
          output: [whole],
          usage: { total_tokens: 9, input_tokens: 5, output_tokens: 4 },
        },
      },
    ]
  }

  #named(events: readonly WireEvent[]): readonly WireEvent[] {
    return events.map((event) => ({ ...event, event_id: `event_${++this.#event}` }))
  }
}
