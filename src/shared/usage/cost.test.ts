import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryUsage } from '../../../test/support/arbitrary-usage'
import { costInDollars } from './cost'
import { prices } from './prices'
import { addUsage, noUsage, type Usage } from './usage'

/** 10,000 text and 20,000 audio tokens in, 4,000 and 5,000 of them cached; 2,000 and 3,000 out. */
const usage: Usage = {
  ...noUsage,
  total: 35_000,
  input: 30_000,
  output: 5_000,
  inputText: 10_000,
  inputAudio: 20_000,
  cachedText: 4_000,
  cachedAudio: 5_000,
  outputText: 2_000,
  outputAudio: 3_000,
}

describe('costInDollars', () => {
  it('prices gpt-realtime-2.1', () => {
    // Text: 6,000 at $4 and 4,000 at $0.40 in, 2,000 at $24 out: $0.024 + $0.0016 + $0.048.
    // Audio: 15,000 at $32 and 5,000 at $0.40 in, 3,000 at $64 out: $0.48 + $0.002 + $0.192.
    expect(costInDollars(usage, 'gpt-realtime-2.1')).toBeCloseTo(0.7476, 10)
  })

  it('prices gpt-realtime-2.1-mini', () => {
    // Text: 6,000 at $0.60 and 4,000 at $0.06 in, 2,000 at $2.40 out: $0.0036 + $0.00024 + $0.0048.
    // Audio: 15,000 at $10 and 5,000 at $0.30 in, 3,000 at $20 out: $0.15 + $0.0015 + $0.06.
    expect(costInDollars(usage, 'gpt-realtime-2.1-mini')).toBeCloseTo(0.22014, 10)
  })

  it('prices images where they have a price', () => {
    // 800 at $5 and 200 at $0.50.
    const seen = { ...noUsage, total: 1_000, input: 1_000, inputImage: 1_000, cachedImage: 200 }
    expect(costInDollars(seen, 'gpt-realtime-2.1')).toBeCloseTo(0.0041, 10)
    expect(costInDollars(seen, 'gpt-realtime-2.1-mini')).toBeNull()
  })

  it('prices a whole million as published', () => {
    const million = (fields: Partial<Usage>) => costInDollars({ ...noUsage, ...fields }, 'gpt-realtime-2.1')
    expect(million({ inputText: 1e6 })).toBe(4)
    expect(million({ inputText: 1e6, cachedText: 1e6 })).toBeCloseTo(0.4, 10)
    expect(million({ inputAudio: 1e6 })).toBe(32)
    expect(million({ outputText: 1e6 })).toBe(24)
    expect(million({ outputAudio: 1e6 })).toBe(64)
  })

  it('charges nothing for nothing', () => {
    expect(costInDollars(noUsage, 'gpt-realtime-2.1')).toBe(0)
  })

  it.each(['gpt-realtime-2.1', 'gpt-realtime-2.1-mini'])('knows dated versions of %s', (model) => {
    expect(costInDollars(usage, `${model}-2026-10-01`)).toBe(costInDollars(usage, model))
  })

  it.each([
    'gpt-realtime-2',
    'gpt-realtime',
    'gpt-realtime-2.1-nano',
    'gpt-realtime-2.1-2026',
    'my-2026-10-01-model',
    'constructor',
    '__proto__',
    '',
  ])('has no price for %j', (model) => {
    expect(costInDollars(usage, model)).toBeNull()
  })

  it('gives no figure for tokens of an unknown kind', () => {
    expect(costInDollars({ ...noUsage, total: 7, input: 7 }, 'gpt-realtime-2.1')).toBeNull()
    expect(costInDollars({ ...noUsage, total: 7, output: 7 }, 'gpt-realtime-2.1')).toBeNull()
  })

  it('never charges less than nothing, should a server call more tokens cached than there were', () => {
    const odd = { ...noUsage, total: 10, input: 10, inputText: 10, cachedText: 50 }
    expect(costInDollars(odd, 'gpt-realtime-2.1')).toBeCloseTo(0.000004, 10)
  })

  it('grows with use, and no less by a cached token than it would without', () => {
    const model = fc.constantFrom(...Object.keys(prices))
    const cost = (of: Usage, by: string): number => costInDollars(of, by) ?? Number.NaN
    fc.assert(
      fc.property(arbitraryUsage, arbitraryUsage, model, (one, other, by) => {
        expect(cost(addUsage(one, other), by)).toBeCloseTo(cost(one, by) + cost(other, by), 8)
        expect(cost(one, by)).toBeGreaterThanOrEqual(0)
        expect(cost(one, by)).toBeLessThanOrEqual(cost({ ...one, cachedText: 0, cachedAudio: 0 }, by))
      }),
    )
  })
})
