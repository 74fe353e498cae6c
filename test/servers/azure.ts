import type { WireEvent } from '../../src/shared/realtime/wire'
import { at } from './stand-in'
import { UsualServer } from './usual-server'

/** Azure OpenAI: a model that transcribes is a deployment; one that is none shows as a failed transcription only. */
export class AzureServer extends UsualServer {
  #deployment: unknown

  protected override update(event: WireEvent): void {
    super.update(event)
    this.#deployment = at(event, 'session', 'audio', 'input', 'transcription', 'model')
  }

  protected override transcript(item_id: string): void {
    if (this.#deployment === 'my-whisper') {
      super.transcript(item_id)
      return
    }
    const type = 'conversation.item.input_audio_transcription.failed'
    const error = { code: 'DeploymentNotFound', message: 'The API deployment for this resource does not exist.' }
    this.say({ type, item_id, content_index: 0, error })
  }
}
