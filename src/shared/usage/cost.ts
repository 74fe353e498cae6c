import { type ModelPrices, prices } from './prices'
import type { Usage } from './usage'

const datedSuffix = /-\d{4}-\d{2}-\d{2}$/

/**
 * What a usage costs, in US dollars; null when the model's price is unknown, tokens were used of which the server did
 * not say what kind they are, or a kind of token has no published price. A wrong figure would be worse than none.
 */
export function costInDollars(usage: Usage, model: string): number | null {
  const rates = pricesOf(model)
  if (!rates || !isDivided(usage)) return null
  if (usage.inputImage > 0 && !rates.image) return null
  const perMillion =
    inputCost(usage.inputText, usage.cachedText, rates.text) +
    inputCost(usage.inputAudio, usage.cachedAudio, rates.audio) +
    (rates.image ? inputCost(usage.inputImage, usage.cachedImage, rates.image) : 0) +
    usage.outputText * rates.text.output +
    usage.outputAudio * rates.audio.output
  return perMillion / 1_000_000
}

/** The published prices of a model, or of a dated version of it. */
export function pricesOf(model: string): ModelPrices | undefined {
  const name = model.replace(datedSuffix, '')
  return Object.hasOwn(prices, name) ? prices[name] : undefined
}

/** Whether every token is known to be text, audio or image. */
const isDivided = (usage: Usage): boolean =>
  usage.inputText + usage.inputAudio + usage.inputImage >= usage.input &&
  usage.outputText + usage.outputAudio >= usage.output

/** Cached tokens are a part of the input tokens and are charged at their own rate instead. */
function inputCost(tokens: number, cached: number, rate: { readonly input: number; readonly cached: number }): number {
  const discounted = Math.min(cached, tokens)
  return (tokens - discounted) * rate.input + discounted * rate.cached
}
