import fc from 'fast-check'
import { readUsage, type Usage } from '../../src/shared/usage/usage'

const tokens = fc.nat(100_000)
const share = fc.double({ min: 0, max: 1, noNaN: true })

/** A kind of input tokens and how many of them were cached. */
const input = fc.tuple(tokens, share).map(([count, cached]) => ({ count, cached: Math.floor(count * cached) }))

/** What a server may say of a response without images: all tokens divided, cached ones a part of the input. */
export const arbitraryUsage: fc.Arbitrary<Usage> = fc
  .tuple(input, input, tokens, tokens)
  .map(([text, audio, outputText, outputAudio]) =>
    readUsage({
      total_tokens: text.count + audio.count + outputText + outputAudio,
      input_tokens: text.count + audio.count,
      output_tokens: outputText + outputAudio,
      input_token_details: {
        text_tokens: text.count,
        audio_tokens: audio.count,
        cached_tokens: text.cached + audio.cached,
        cached_tokens_details: { text_tokens: text.cached, audio_tokens: audio.cached },
      },
      output_token_details: { text_tokens: outputText, audio_tokens: outputAudio },
    }),
  )
