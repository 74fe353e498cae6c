import type { WireEvent } from '../../src/shared/realtime/wire'
import { at } from './stand-in'
import { UsualServer } from './usual-server'

/** vLLM: a greeting without a session, errors that are texts, and no detection by meaning. */
export class VllmServer extends UsualServer {
  override greet(): void {
    this.say({ type: 'session.created', id: 'sess_1', created: 1 })
  }

  protected override refuse(_event: WireEvent, _code: string, message: string): void {
    this.say({ type: 'error', error: message })
  }

  protected override update(event: WireEvent): void {
    if (at(event, 'session', 'audio', 'input', 'turn_detection', 'type') === 'semantic_vad') {
      this.refuse(event, '', 'semantic_vad is not supported')
      return
    }
    super.update(event)
  }
}
