import { SAMPLE_RATE } from '../../../shared/audio-format'
import type { WireUsage } from '../../../shared/realtime/wire'
import { type ContentPart, isAudio, isText, type Item } from '../conversation/items'
import type { Tool } from '../settings/settings-schema'

/** Tokens by what they stand for. */
export interface Tokens {
  readonly text: number
  readonly audio: number
  readonly image: number
}

/** OpenAI's published rates: a token is 100 ms of the user's sound, or 50 ms of the assistant's. */
const INPUT_TOKENS_PER_SECOND = 10
const OUTPUT_TOKENS_PER_SECOND = 20
/** English text has about four characters a token. */
const CHARACTERS_PER_TOKEN = 4
const TOKENS_PER_IMAGE = 85
/** A cache keeps whole blocks of this many tokens. */
const CACHE_BLOCK = 64

export const noTokens: Tokens = { text: 0, audio: 0, image: 0 }

/** About how many tokens a text has. */
export const textTokens = (text: string): number => Math.ceil(text.length / CHARACTERS_PER_TOKEN)

/** How many tokens sound of the assistant has; 24 kHz samples. */
export const spokenTokens = (samples: number): number => Math.ceil((samples / SAMPLE_RATE) * OUTPUT_TOKENS_PER_SECOND)

const add = (left: Tokens, right: Tokens): Tokens => ({
  text: left.text + right.text,
  audio: left.audio + right.audio,
  image: left.image + right.image,
})

/** What a response reads: the instructions, the tools and everything that was said before. */
export const contextTokens = (instructions: string, tools: readonly Tool[], items: readonly Item[]): Tokens =>
  items.reduce((sum, item) => add(sum, itemTokens(item)), {
    ...noTokens,
    text: textTokens(instructions) + (tools.length > 0 ? textTokens(JSON.stringify(tools)) : 0),
  })

function itemTokens(item: Item): Tokens {
  switch (item.type) {
    case 'message':
      return item.content.reduce((sum, part) => add(sum, partTokens(part)), noTokens)
    case 'function_call':
      return { ...noTokens, text: textTokens(item.name + item.arguments) }
    case 'function_call_output':
      return { ...noTokens, text: textTokens(item.output) }
  }
}

function partTokens(part: ContentPart): Tokens {
  if (isText(part)) return { ...noTokens, text: textTokens(part.text) }
  if (!isAudio(part)) return { ...noTokens, image: TOKENS_PER_IMAGE }
  const seconds = part.samples.length / SAMPLE_RATE
  if (part.type === 'input_audio') return { ...noTokens, audio: Math.ceil(seconds * INPUT_TOKENS_PER_SECOND) }
  return { ...noTokens, audio: spokenTokens(part.samples.length), text: textTokens(part.transcript ?? '') }
}

/** What a response wrote; the item that it made, as far as it got. */
export const outputTokens = (items: readonly Item[]): Tokens => contextTokens('', [], items)

/**
 * The usage of one response.
 * @param before the context of the last response in this conversation: as much of it as comes again was cached
 */
export function usageOf(context: Tokens, before: Tokens, output: Tokens): WireUsage {
  const cachedText = cachedPart(context.text, before.text)
  const cachedAudio = cachedPart(context.audio, before.audio)
  const input = context.text + context.audio + context.image
  const written = output.text + output.audio
  return {
    total_tokens: input + written,
    input_tokens: input,
    output_tokens: written,
    input_token_details: {
      text_tokens: context.text,
      audio_tokens: context.audio,
      image_tokens: context.image,
      cached_tokens: cachedText + cachedAudio,
      cached_tokens_details: { text_tokens: cachedText, audio_tokens: cachedAudio, image_tokens: 0 },
    },
    output_token_details: { text_tokens: output.text, audio_tokens: output.audio },
  }
}

const cachedPart = (now: number, before: number): number =>
  Math.floor(Math.min(now, before) / CACHE_BLOCK) * CACHE_BLOCK
