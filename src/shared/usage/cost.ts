import { prices } from './prices'
import type { Usage } from './usage'

const datedSuffix = /-\d{4}-\d{2}-\d{2}$/

/**
 * What a usage costs, in US dollars; null when the model's price is unknown, or a kind of token was used that it has no
 * published price for. A wrong figure would be worse than none.
 */
export function costInDollars(usage: Usage, model: string): number | null {
  const rates = prices[model.replace(datedSuffix, '')]
  if (!rates) return null
  if (usage.inputImage > 0 && !rates.image) return null
  const perMillion =
    inputCost(usage.inputText, usage.cachedText, rates.text) +
    inputCost(usage.inputAudio, usage.cachedAudio, rates.audio) +
    (rates.image ? inputCost(usage.inputImage, usage.cachedImage, rates.image) : 0) +
    usage.outputText * rates.text.output +
    usage.outputAudio * rates.audio.output
  return perMillion / 1_000_000
}

/** Cached tokens are a part of the input tokens and are charged at their own rate instead. */
const inputCost = (tokens: number, cached: number, rate: { readonly input: number; readonly cached: number }): number =>
  (tokens - cached) * rate.input + cached * rate.cached
