import type { WireEvent } from '../../src/shared/realtime/wire'
import { at, type Say, type StandIn } from './stand-in'

/** How long an answer is that somebody interrupts, in pieces of sound. */
const longAnswer = 40

/**
 * The rules that most servers have in common, in GA names: items, a buffer with a detector of speech, one response at a
 * time. Stand-ins for real servers change what is different there.
 */
export class UsualServer implements StandIn {
  protected readonly say: Say
  /** Hertz, in both directions. */
  protected rates = { input: 24_000, output: 24_000 }
  /** Whether the detector hears the end of turns. */
  protected detects = false
  protected transcribes = false
  protected active: { readonly id: string; readonly item: string; words: string; timer?: NodeJS.Timeout } | null = null
  #count = 0
  #samples = 0
  #speaking = false
  #silentMs = 0

  constructor(say: Say) {
    this.say = say
  }

  greet(): void {
    this.say({ type: 'session.created', event_id: this.id('event'), session: { type: 'realtime', id: 'sess_1' } })
  }

  close(): void {
    clearTimeout(this.active?.timer)
  }

  receive(event: WireEvent): void {
    switch (event.type) {
      case 'session.update': {
        this.update(event)
        return
      }
      case 'input_audio_buffer.append': {
        this.hear(Buffer.from(String(event.audio), 'base64'))
        return
      }
      case 'input_audio_buffer.commit': {
        this.commit(event)
        return
      }
      case 'input_audio_buffer.clear':
        this.#samples = 0
        {
          this.say({ type: 'input_audio_buffer.cleared' })
          return
        }
      case 'conversation.item.create': {
        this.create(event)
        return
      }
      case 'conversation.item.truncate': {
        this.say({ ...event, type: 'conversation.item.truncated' })
        return
      }
      case 'conversation.item.delete': {
        this.say({ type: 'conversation.item.deleted', item_id: event.item_id })
        return
      }
      case 'response.create': {
        this.request(event)
        return
      }
      case 'response.cancel': {
        this.cancel(event)
        return
      }
      default: {
        this.refuse(event, 'unknown_event', `Unknown event ${event.type}`)
        return
      }
    }
  }

  protected id(kind: string): string {
    return `${kind}_${++this.#count}`
  }

  protected refuse(event: WireEvent, code: string, message: string, param?: string): void {
    const { event_id } = event
    this.say({ type: 'error', error: { type: 'invalid_request_error', code, message, event_id, param } })
  }

  protected update(event: WireEvent): void {
    const input = at(event, 'session', 'audio', 'input')
    this.detects = at(input, 'turn_detection') != null
    this.transcribes = at(input, 'transcription', 'model') !== undefined
    this.say({ type: 'session.updated', session: event.session })
  }

  protected create(event: WireEvent): void {
    this.say({ type: 'conversation.item.added', item: event.item })
    this.words = typedIn(event)
  }

  /** What was typed last; answers repeat it. */
  protected words = ''

  protected hear(pcm: Buffer): void {
    const samples = pcm.length / 2
    const loud = pcm.some((byte, index) => index % 2 === 1 && byte !== 0 && byte !== 255)
    this.#samples += samples
    this.#silentMs = loud ? 0 : this.#silentMs + (samples / this.rates.input) * 1_000
    if (!this.detects) return
    if (loud && !this.#speaking) {
      this.#speaking = true
      this.speechStarted()
    }
    if (this.#speaking && this.#silentMs >= 200) {
      this.#speaking = false
      this.say({ type: 'input_audio_buffer.speech_stopped' })
      this.turn()
      this.respond('Heard.')
    }
  }

  /** Somebody begins to speak: the answer ends. */
  protected speechStarted(): void {
    this.say({ type: 'input_audio_buffer.speech_started' })
    this.end('cancelled')
  }

  protected commit(event: WireEvent): void {
    if (this.#samples < this.rates.input / 10) {
      this.refuse(event, 'input_audio_buffer_commit_empty', 'The buffer holds less than 100 ms.')
      return
    }
    this.turn()
  }

  protected forgetSound(): void {
    this.#samples = 0
  }

  /** Makes an item of what was said. */
  protected turn(): void {
    this.forgetSound()
    this.words = 'Heard.'
    const id = this.id('item')
    this.say(
      { type: 'input_audio_buffer.committed', item_id: id },
      { type: 'conversation.item.added', item: spoken(id) },
    )
    if (this.transcribes) this.transcript(id)
  }

  protected transcript(item_id: string): void {
    const type = 'conversation.item.input_audio_transcription.completed'
    this.say({ type, item_id, content_index: 0, transcript: 'Spoken.' })
  }

  protected request(event: WireEvent): void {
    if (this.active) {
      this.refuse(event, 'conversation_already_has_active_response', 'There is one already.')
      return
    }
    this.respond(this.words)
  }

  protected cancel(event: WireEvent): void {
    if (!this.active) {
      this.refuse(event, 'response_cancel_not_active', 'There is none.')
      return
    }
    this.end('cancelled')
  }

  protected respond(words: string): void {
    const active = { id: this.id('resp'), item: this.id('item'), words: `Answer to: ${words}` }
    this.active = active
    this.begin()
    this.stream(words === 'long' ? longAnswer : 2)
  }

  protected begin(): void {
    if (!this.active) return
    const { id, item } = this.active
    const message = { id: item, type: 'message', role: 'assistant', status: 'in_progress', content: [] }
    this.say(
      { type: 'response.created', response: { id, status: 'in_progress', output: [] } },
      { type: 'response.output_item.added', response_id: id, output_index: 0, item: message },
      { type: 'conversation.item.added', item: message },
      { type: 'response.content_part.added', ...this.part(), part: { type: 'audio', transcript: '' } },
    )
  }

  /** What names the part of the answer. */
  protected part(): object {
    return { response_id: this.active?.id, item_id: this.active?.item, output_index: 0, content_index: 0 }
  }

  /** Sends sound in pieces of 20 ms, then the end. */
  protected stream(pieces: number): void {
    const { active } = this
    if (!active) return
    if (pieces === 0) {
      this.end('completed')
      return
    }
    const tone = Int16Array.from({ length: this.rates.output / 50 }, (_, index) => 8_000 * Math.sin(index / 4))
    const delta = Buffer.from(tone.buffer).toString('base64')
    this.say({ type: 'response.output_audio.delta', ...this.part(), delta })
    active.timer = setTimeout(() => this.stream(pieces - 1), 5)
  }

  protected end(status: 'completed' | 'cancelled'): void {
    if (!this.active) return
    const { id, item, words, timer } = this.active
    clearTimeout(timer)
    const part = this.part()
    const content = [{ type: 'output_audio', transcript: words }]
    if (status === 'completed')
      this.say(
        { type: 'response.output_audio_transcript.delta', ...part, delta: words },
        { type: 'response.output_audio_transcript.done', ...part, transcript: words },
        { type: 'response.output_audio.done', ...part },
      )
    const message = { id: item, type: 'message', role: 'assistant', status, content }
    this.say({ type: 'response.output_item.done', response_id: id, output_index: 0, item: message })
    this.active = null
    this.done(id, status, message)
  }

  protected done(id: string, status: string, message: object): void {
    this.say({ type: 'response.done', response: { id, status, output: [message], usage: { total_tokens: 9 } } })
  }
}

/** A user's spoken turn. */
export const spoken = (id: string, status = 'completed') => ({
  id,
  type: 'message',
  role: 'user',
  status,
  content: [{ type: 'input_audio', transcript: null }],
})

/** The words of a typed turn. */
export function typedIn(event: WireEvent): string {
  const content = at(event, 'item', 'content')
  return Array.isArray(content) ? String(at(content[0], 'text')) : ''
}
