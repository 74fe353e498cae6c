import type { WireEvent } from '../../src/shared/realtime/wire'
import { UsualServer } from './usual-server'

/**
 * Hugging Face speech-to-speech: each partial transcript has a content index of its own; errors are named by their type; a
 * truncation does nothing; a commit is answered, and a request after it answered too.
 */
export class HuggingFaceServer extends UsualServer {
  protected override refuse(_event: WireEvent, code: string, message: string): void {
    this.say({ type: 'error', error: { type: code, message } })
  }

  protected override commit(event: WireEvent): void {
    super.commit(event)
    this.respond('Heard.')
  }

  protected override turn(): void {
    this.transcribes = true
    super.turn()
  }

  protected override transcript(item_id: string): void {
    const type = 'conversation.item.input_audio_transcription'
    this.say(
      { type: `${type}.delta`, item_id, content_index: 0, delta: 'Spo' },
      { type: `${type}.delta`, item_id, content_index: 1, delta: 'Spoken' },
      { type: `${type}.completed`, item_id, content_index: 2, transcript: 'Spoken.' },
    )
  }

  override receive(event: WireEvent): void {
    if (event.type !== 'conversation.item.truncate') super.receive(event)
  }
}
