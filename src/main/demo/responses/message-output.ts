import { msToSamples } from '../../../shared/audio-format'
import type { Answer } from '../answers/answer'
import { samplesToBase64 } from '../audio/base64'
import type { ContentPart, MessageItem } from '../conversation/items'
import { closeItem, keep, openItem, type Output, OUTPUT_INDEX, type OutputContext } from './output'

const CONTENT_INDEX = 0

type MessageAnswer = Exclude<Answer, { kind: 'call' }>

/** An answer in words or sound, as OpenAI's server sends it. */
export class MessageOutput implements Output {
  readonly #answer: MessageAnswer
  readonly #context: OutputContext
  #item: MessageItem
  #words = ''
  #sentSamples = 0
  /** The whole speech at the rate at which it goes out. */
  #wireSpeech: Int16Array = new Int16Array()
  #opened = false

  constructor(id: string, answer: MessageAnswer, context: OutputContext) {
    this.#answer = answer
    this.#context = context
    this.#item = { id, type: 'message', status: 'in_progress', role: 'assistant', content: [] }
  }

  get item(): MessageItem {
    return this.#item
  }

  *steps(): Generator<number, void> {
    this.#open()
    const words = this.#answer.kind === 'text' ? this.#answer.text : this.#answer.transcript
    const waiting = words.match(/\S+\s*/g) ?? []
    while (waiting.length > 0 || this.#sentSamples < this.#speech.length) {
      const word = waiting.shift()
      if (word !== undefined) this.#sendWord(word)
      if (this.#sentSamples < this.#speech.length) this.#sendSound()
      this.#update('in_progress')
      yield this.#context.pace.intervalMs
    }
  }

  close(status: 'completed' | 'incomplete'): void {
    if (!this.#opened) return
    if (this.#answer.kind === 'text') {
      this.#sendInPart('response.output_text.done', { text: this.#words })
    } else {
      this.#sendInPart('response.output_audio.done')
      this.#sendInPart('response.output_audio_transcript.done', { transcript: this.#words })
    }
    this.#sendInPart('response.content_part.done', { part: this.#wirePart() })
    this.#update(status)
    closeItem(this.#context, this.#item)
  }

  get #speech(): Int16Array {
    return this.#answer.kind === 'speech' ? this.#answer.samples : new Int16Array()
  }

  #open(): void {
    this.#opened = true
    this.#wireSpeech = this.#context.toWire(this.#speech)
    openItem(this.#context, this.#item)
    this.#sendInPart('response.content_part.added', { part: this.#wirePart() })
  }

  #sendWord(word: string): void {
    this.#words += word
    const type = this.#answer.kind === 'text' ? 'response.output_text.delta' : 'response.output_audio_transcript.delta'
    this.#sendInPart(type, { delta: word })
  }

  #sendSound(): void {
    const until = Math.min(this.#sentSamples + msToSamples(this.#context.pace.chunkMs), this.#speech.length)
    const place = (samples: number): number => Math.round((samples / this.#speech.length) * this.#wireSpeech.length)
    const chunk = this.#wireSpeech.subarray(place(this.#sentSamples), place(until))
    this.#sentSamples = until
    this.#sendInPart('response.output_audio.delta', { delta: samplesToBase64(chunk) })
  }

  #update(status: MessageItem['status']): void {
    this.#item = { ...this.#item, status, content: [this.#part()] }
    keep(this.#context, this.#item)
  }

  #part(): ContentPart {
    if (this.#answer.kind === 'text') return { type: 'output_text', text: this.#words }
    return { type: 'output_audio', samples: this.#speech.subarray(0, this.#sentSamples), transcript: this.#words }
  }

  /** `content_part` events kept the short names of the beta: `text` and `audio`. */
  #wirePart(): object {
    return this.#answer.kind === 'text'
      ? { type: 'text', text: this.#words }
      : { type: 'audio', transcript: this.#words }
  }

  #sendInPart(type: string, fields: object = {}): void {
    this.#context.send({
      type,
      response_id: this.#context.responseId,
      item_id: this.#item.id,
      output_index: OUTPUT_INDEX,
      content_index: CONTENT_INDEX,
      ...fields,
    })
  }
}
