import type { WireUsage } from '../realtime/wire'

/** Tokens of one response, or of many added up. `cached` tokens are a part of the input tokens, not on top of them. */
export interface Usage {
  readonly total: number
  readonly input: number
  readonly output: number
  readonly inputText: number
  readonly inputAudio: number
  readonly inputImage: number
  readonly cachedText: number
  readonly cachedAudio: number
  readonly cachedImage: number
  readonly outputText: number
  readonly outputAudio: number
}

export const noUsage: Usage = {
  total: 0,
  input: 0,
  output: 0,
  inputText: 0,
  inputAudio: 0,
  inputImage: 0,
  cachedText: 0,
  cachedAudio: 0,
  cachedImage: 0,
  outputText: 0,
  outputAudio: 0,
}

type TokensByKind = Readonly<Record<'text_tokens' | 'audio_tokens' | 'image_tokens', number>>

/** Reads `response.done`'s usage. */
export function readUsage(wire: WireUsage): Usage {
  const input = wire.input_token_details
  const cached = input?.cached_tokens_details ?? divideCached(input)
  const output = wire.output_token_details
  return {
    total: wire.total_tokens ?? (wire.input_tokens ?? 0) + (wire.output_tokens ?? 0),
    input: wire.input_tokens ?? 0,
    output: wire.output_tokens ?? 0,
    inputText: input?.text_tokens ?? 0,
    inputAudio: input?.audio_tokens ?? 0,
    inputImage: input?.image_tokens ?? 0,
    cachedText: cached.text_tokens ?? 0,
    cachedAudio: cached.audio_tokens ?? 0,
    cachedImage: cached.image_tokens ?? 0,
    outputText: output?.text_tokens ?? 0,
    outputAudio: output?.audio_tokens ?? 0,
  }
}

/**
 * Where the server does not divide its cached tokens, they count as text as far as there is any, then as audio, then as
 * images: no kind has more of them than tokens.
 */
function divideCached(input: WireUsage['input_token_details']): TokensByKind {
  const cached = input?.cached_tokens ?? 0
  const text = Math.min(cached, input?.text_tokens ?? 0)
  const audio = Math.min(cached - text, input?.audio_tokens ?? 0)
  const image = Math.min(cached - text - audio, input?.image_tokens ?? 0)
  return { text_tokens: text, audio_tokens: audio, image_tokens: image }
}

/** Adds two usages, field by field. */
export function addUsage(left: Usage, right: Usage): Usage {
  return {
    total: left.total + right.total,
    input: left.input + right.input,
    output: left.output + right.output,
    inputText: left.inputText + right.inputText,
    inputAudio: left.inputAudio + right.inputAudio,
    inputImage: left.inputImage + right.inputImage,
    cachedText: left.cachedText + right.cachedText,
    cachedAudio: left.cachedAudio + right.cachedAudio,
    cachedImage: left.cachedImage + right.cachedImage,
    outputText: left.outputText + right.outputText,
    outputAudio: left.outputAudio + right.outputAudio,
  }
}
