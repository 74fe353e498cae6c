import { SAMPLE_RATE } from '../../shared/audio-format'
import type { Clock } from '../../shared/clock'
import { describeDuration } from './answers/mirror'
import { findSpeech } from './audio/find-speech'
import type { Conversation } from './conversation/conversation'
import { isAudio, type MessageItem } from './conversation/items'
import type { Send } from './responses/output'
import { textTokens } from './responses/usage'

/** A recogniser needs its time: the transcript comes when the answer has already begun, as it often does in life. */
const DELAY_MS = 60
/** The published rate of sound that the user sends. */
const TOKENS_PER_SECOND = 10

export interface TranscriberOptions {
  readonly clock: Clock
  readonly conversation: Conversation
  readonly send: Send
}

/** Stands in for a recogniser: it knows how long the user spoke, and says only that. */
export class Transcriber {
  readonly #options: TranscriberOptions

  constructor(options: TranscriberOptions) {
    this.#options = options
  }

  /**
   * Sends the transcript of a message's sound after a moment; nothing when the message is gone by then.
   * @param model as the session asks for it: `whisper-1` is billed by duration, all others by tokens
   * @param threshold see `findSpeech`
   */
  transcribe(item: MessageItem, model: string, threshold: number): void {
    const index = item.content.findIndex(isAudio)
    const part = item.content[index]
    if (!part || !isAudio(part)) return
    const { samples } = part
    this.#options.clock.schedule(DELAY_MS, () => {
      const speech = findSpeech(samples, threshold)
      if (speech) this.#complete(item.id, index, `(${describeDuration(speech)} of speech)`, usageOf(samples, model))
      else this.#fail(item.id, index)
    })
  }

  #complete(item_id: string, content_index: number, transcript: string, usage: (transcript: string) => object): void {
    const { conversation, send } = this.#options
    const item = conversation.get(item_id)
    if (item?.type !== 'message') return
    const part = item.content[content_index]
    if (!part || !isAudio(part)) return
    conversation.replace({ ...item, content: item.content.with(content_index, { ...part, transcript }) })
    const name = 'conversation.item.input_audio_transcription'
    for (const delta of transcript.match(/\S+\s*/g) ?? [])
      send({ type: `${name}.delta`, item_id, content_index, delta })
    send({ type: `${name}.completed`, item_id, content_index, transcript, usage: usage(transcript) })
  }

  #fail(item_id: string, content_index: number): void {
    if (!this.#options.conversation.get(item_id)) return
    const error = {
      type: 'transcription_error',
      code: 'audio_unintelligible',
      message: 'The audio could not be transcribed.',
      param: null,
    }
    this.#options.send({ type: 'conversation.item.input_audio_transcription.failed', item_id, content_index, error })
  }
}

const usageOf =
  (samples: Int16Array, model: string) =>
  (transcript: string): object => {
    const seconds = samples.length / SAMPLE_RATE
    if (model === 'whisper-1') return { type: 'duration', seconds }
    const audio_tokens = Math.ceil(seconds * TOKENS_PER_SECOND)
    const output_tokens = textTokens(transcript)
    return {
      type: 'tokens',
      total_tokens: audio_tokens + output_tokens,
      input_tokens: audio_tokens,
      input_token_details: { text_tokens: 0, audio_tokens },
      output_tokens,
    }
  }
