import type { WireEvent } from '../../src/shared/realtime/wire'
import { at } from './stand-in'
import { spoken, UsualServer } from './usual-server'

/**
 * LocalAI: every event has the same identifier, or an empty one; a commit starts the answer, and a request on top of it
 * cancels that; a transcription model takes the place of its speech model; a spoken turn is committed under one name and
 * added under another; all sound of an answer comes at once; nothing after a cancel.
 */
export class LocalAiServer extends UsualServer {
  #speechModel = true

  override greet(): void {
    this.say({ type: 'session.created', event_id: 'event_TODO', session: { id: 'sess', type: 'realtime' } })
  }

  protected override update(event: WireEvent): void {
    super.update(event)
    if (at(event, 'session', 'audio', 'input', 'transcription') !== undefined) this.#speechModel = false
    this.transcribes = true
  }

  protected override commit(event: WireEvent): void {
    super.commit(event)
    this.respond('Heard.')
  }

  protected override request(event: WireEvent): void {
    if (this.active) {
      const { id } = this.active
      this.close()
      this.active = null
      this.say({ type: 'error', event_id: '', error: { type: 'server_error', message: `context canceled: ${id}` } })
    }
    super.request(event)
  }

  protected override turn(): void {
    const [committed, added] = [this.id('item'), this.id('item')]
    this.words = 'Heard.'
    this.forgetSound()
    this.say(
      { type: 'input_audio_buffer.committed', event_id: 'event_TODO', item_id: committed, previous_item_id: '' },
      { type: 'conversation.item.added', event_id: 'event_TODO', item: spoken(added) },
    )
    this.transcript(added)
  }

  protected override respond(words: string): void {
    super.respond(this.#speechModel ? words : '')
  }

  /** A cancel ends the sound; a response.done does not follow. */
  protected override cancel(): void {
    this.close()
    this.active = null
  }

  protected override stream(pieces: number): void {
    if (pieces > 2) {
      super.stream(pieces)
      return
    }
    const sound = Buffer.alloc(this.rates.output).toString('base64')
    this.say({ type: 'response.output_audio.delta', ...this.part(), event_id: 'event_TODO', delta: sound })
    this.end('completed')
  }
}
