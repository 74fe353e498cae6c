import { assertNever } from '../../shared/assert-never'
import type { Clock } from '../../shared/clock'
import type { ReceivedClientEvent } from '../../shared/realtime/client-events'
import type { DialectName } from '../../shared/realtime/dialect'
import { AudioInput, type CommitCause } from './audio/audio-input'
import { fromWire, type WireRates } from './audio/wire-rate'
import { Conversation } from './conversation/conversation'
import { readItem } from './conversation/item-schema'
import { type Item, itemToWire, type MessageItem } from './conversation/items'
import { truncate } from './conversation/truncate'
import { invalidRequest, type ProtocolError, unsupportedValue } from './errors'
import type { NewId } from './ids'
import type { Pace, Send } from './responses/output'
import { Responses } from './responses/responses'
import { initialSettings, type NewSession, type SessionSettings } from './settings/session-settings'
import { voiceThreshold } from './settings/turn-detection'
import { updateSettings } from './settings/update-settings'
import type { Voice } from './speech/clips'
import { supportedEvents } from './supported-events'
import { Transcriber } from './transcription'

export interface SessionOptions extends Omit<NewSession, 'rate'> {
  readonly dialect: DialectName
  readonly clock: Clock
  readonly newId: NewId
  readonly voice: Voice
  readonly pace: Pace
  readonly rates: WireRates
  readonly send: Send
}

/** One Realtime session: carries out what the client asks, event by event, and says what became of it. */
export class Session {
  readonly #options: SessionOptions
  readonly #conversation: Conversation
  readonly #responses: Responses
  readonly #input: AudioInput
  readonly #transcriber: Transcriber
  #settings: SessionSettings

  constructor(options: SessionOptions) {
    const { dialect, clock, newId, send, rates } = options
    this.#options = options
    this.#settings = initialSettings(dialect, { ...options, rate: rates.initial })
    this.#conversation = new Conversation(newId('conv'))
    this.#transcriber = new Transcriber({ clock, conversation: this.#conversation, send })
    this.#responses = new Responses({
      ...options,
      conversation: this.#conversation,
      settings: () => this.#settings,
      onAnswered: (spokenSamples) => this.#input.expectReply(spokenSamples),
    })
    this.#input = new AudioInput(this.#settings.audio.input.turn_detection, {
      newId,
      newResampler: () => fromWire(rates, this.#settings.audio.input.format.rate),
      send,
      onSpeechStarted: () => this.#onSpeechStarted(),
      mayAnswerSilence: () => !this.#responses.busy,
      onCommit: (itemId, samples, cause) => this.#onCommit(itemId, samples, cause),
    })
  }

  /** Greets the client. */
  start(): void {
    const { dialect, send } = this.#options
    send({ type: 'session.created', session: this.#settings })
    if (dialect === 'beta') {
      const conversation = { id: this.#conversation.id, object: 'realtime.conversation' }
      send({ type: 'conversation.created', conversation })
    }
  }

  /** Carries out a client's event. @returns what is wrong with it, or null */
  handle(event: ReceivedClientEvent): ProtocolError | null {
    switch (event.type) {
      case 'session.update':
        return this.#update(event.session)
      case 'input_audio_buffer.append':
        return this.#input.append(event.audio)
      case 'input_audio_buffer.commit':
        return this.#input.commit()
      case 'input_audio_buffer.clear':
        this.#input.clear()
        return null
      case 'output_audio_buffer.clear':
        return unsupportedValue(event.type, supportedEvents, 'type')
      case 'conversation.item.create':
        return this.#createItem(event.item, event.previous_item_id)
      case 'conversation.item.delete':
        return this.#deleteItem(event.item_id)
      case 'conversation.item.retrieve':
        return this.#retrieveItem(event.item_id)
      case 'conversation.item.truncate':
        return this.#truncateItem(event.item_id, event.content_index, event.audio_end_ms)
      case 'response.create':
        return this.#responses.create(event.response)
      case 'response.cancel':
        return this.#responses.cancel(event.response_id)
      default:
        return assertNever(event)
    }
  }

  #update(update: unknown): ProtocolError | null {
    const { dialect, rates } = this.#options
    const context = { dialect, hasSpoken: this.#responses.hasSpoken, rates: rates.allowed }
    const updated = updateSettings(this.#settings, update, context)
    if (!updated.ok) return updated.error
    const isOtherRate = updated.value.audio.input.format.rate !== this.#settings.audio.input.format.rate
    this.#settings = updated.value
    if (isOtherRate) this.#input.changeRate()
    this.#input.configure(updated.value.audio.input.turn_detection)
    this.#options.send({ type: 'session.updated', session: updated.value })
    return null
  }

  #createItem(given: unknown, after: string | null | undefined): ProtocolError | null {
    const item = readItem(given, this.#options.newId)
    return item.ok ? this.#addItem(item.value, after) : item.error
  }

  #addItem(item: Item, after?: string | null): ProtocolError | null {
    const inserted = this.#conversation.insert(item, after)
    if (!inserted.ok) return inserted.error
    const place = { previous_item_id: inserted.value, item: itemToWire(item) }
    this.#options.send({ type: 'conversation.item.added', ...place })
    this.#options.send({ type: 'conversation.item.done', ...place })
    return null
  }

  #deleteItem(item_id: string): ProtocolError | null {
    if (!this.#conversation.delete(item_id)) {
      const message = `Error deleting item: the item with id '${item_id}' does not exist.`
      return invalidRequest('item_delete_invalid_item_id', message)
    }
    this.#options.send({ type: 'conversation.item.deleted', item_id })
    return null
  }

  #retrieveItem(itemId: string): ProtocolError | null {
    const item = this.#conversation.get(itemId)
    if (!item) {
      const message = `Error retrieving item: the item with id '${itemId}' does not exist.`
      return invalidRequest('item_retrieve_invalid_item_id', message)
    }
    this.#options.send({ type: 'conversation.item.retrieved', item: itemToWire(item, { withAudio: true }) })
    return null
  }

  #truncateItem(item_id: string, content_index: number, audio_end_ms: number): ProtocolError | null {
    const item = this.#conversation.get(item_id)
    if (!item) return invalidRequest('item_truncate_invalid_item_id', `Item with item_id not found: ${item_id}`)
    const truncated = truncate(item, content_index, audio_end_ms)
    if (!truncated.ok) return truncated.error
    this.#conversation.replace(truncated.value)
    this.#options.send({ type: 'conversation.item.truncated', item_id, content_index, audio_end_ms })
    return null
  }

  #onSpeechStarted(): void {
    if (this.#settings.audio.input.turn_detection?.interrupt_response) this.#responses.interrupt()
  }

  #onCommit(item_id: string, samples: Int16Array, cause: CommitCause): void {
    const { send } = this.#options
    const { transcription, turn_detection } = this.#settings.audio.input
    send({ type: 'input_audio_buffer.committed', previous_item_id: this.#conversation.lastId, item_id })
    const item: MessageItem = {
      id: item_id,
      type: 'message',
      status: 'completed',
      role: 'user',
      content: [{ type: 'input_audio', samples, transcript: null }],
    }
    this.#addItem(item)
    if (transcription) this.#transcriber.transcribe(item, transcription.model ?? '', voiceThreshold(this.#settings))
    if (cause === 'idle') this.#responses.answerTurn({ idle: true })
    if (cause === 'turn' && turn_detection?.create_response) this.#responses.answerTurn()
  }
}
