import { beta } from '../../src/shared/realtime/dialects/beta'
import type { WireEvent } from '../../src/shared/realtime/wire'
import type { Say } from './stand-in'
import { UsualServer } from './usual-server'

/** Qwen-Omni: the beta's names, `pcm` formats of 16 kHz in and 24 kHz out, captions in a settled and a loose part. */
export class QwenOmniServer extends UsualServer {
  constructor(say: Say) {
    super((...events) => {
      for (const event of events) {
        const translated = beta.serverEventFromGa(event as WireEvent)
        if (translated) say(translated)
      }
    })
    this.rates = { input: 16_000, output: 24_000 }
  }

  override greet(): void {
    const session = { modalities: ['text', 'audio'], input_audio_format: 'pcm', output_audio_format: 'pcm' }
    this.say({ type: 'session.created', session })
  }

  protected override turn(): void {
    this.transcribes = true
    super.turn()
  }

  protected override transcript(item_id: string): void {
    const type = 'conversation.item.input_audio_transcription'
    this.say(
      { type: `${type}.text`, item_id, content_index: 0, text: 'Spo', stash: 'ck' },
      { type: `${type}.completed`, item_id, content_index: 0, transcript: 'Spoken.' },
    )
  }

  override receive(event: WireEvent): void {
    if (event.type === 'conversation.item.truncate') {
      this.refuse(event, 'invalid_value', 'Unsupported event')
      return
    }
    super.receive(beta.clientEventToGa(event))
  }
}
