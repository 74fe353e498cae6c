/** Dollars per million tokens. */
interface Rate {
  readonly input: number
  readonly cached: number
  readonly output: number
}

export interface ModelPrices {
  readonly text: Rate
  readonly audio: Rate
  /** Absent where no price for images is published. */
  readonly image?: Omit<Rate, 'output'>
}

/** When the prices below were read from OpenAI's price list. */
export const pricesAsOf = '2026-11'

/** Published prices by model. Dated model names (`…-2026-10-01`) fall back on the name without its date. */
export const prices: Readonly<Record<string, ModelPrices>> = {
  'gpt-realtime-2.1': {
    text: { input: 4, cached: 0.4, output: 24 },
    audio: { input: 32, cached: 0.4, output: 64 },
    image: { input: 5, cached: 0.5 },
  },
  'gpt-realtime-2.1-mini': {
    text: { input: 0.6, cached: 0.06, output: 2.4 },
    audio: { input: 10, cached: 0.3, output: 20 },
  },
}
