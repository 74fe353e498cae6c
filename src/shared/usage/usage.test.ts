import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryUsage } from '../../../test/support/arbitrary-usage'
import { addUsage, noUsage, readUsage } from './usage'

const tokens = fc.nat(100_000)

describe('readUsage', () => {
  it('reads the usage of the recorded session', () => {
    const wire = {
      total_tokens: 16,
      input_tokens: 5,
      output_tokens: 11,
      input_token_details: { cached_tokens: 0, text_tokens: 5, audio_tokens: 0 },
      output_token_details: { text_tokens: 11, audio_tokens: 0 },
    }
    expect(readUsage(wire)).toEqual({ ...noUsage, total: 16, input: 5, output: 11, inputText: 5, outputText: 11 })
  })

  it('reads every kind of token', () => {
    const wire = {
      total_tokens: 1900,
      input_tokens: 1500,
      output_tokens: 400,
      input_token_details: {
        text_tokens: 700,
        audio_tokens: 500,
        image_tokens: 300,
        cached_tokens: 600,
        cached_tokens_details: { text_tokens: 300, audio_tokens: 200, image_tokens: 100 },
      },
      output_token_details: { text_tokens: 150, audio_tokens: 250 },
    }
    expect(readUsage(wire)).toEqual({
      total: 1900,
      input: 1500,
      output: 400,
      inputText: 700,
      inputAudio: 500,
      inputImage: 300,
      cachedText: 300,
      cachedAudio: 200,
      cachedImage: 100,
      outputText: 150,
      outputAudio: 250,
    })
  })

  it.each([
    [{}, noUsage],
    [{ total_tokens: null, input_tokens: null, input_token_details: null, output_token_details: null }, noUsage],
    [
      { input_tokens: 3, output_tokens: 4 },
      { ...noUsage, total: 7, input: 3, output: 4 },
    ],
    [{ total_tokens: 9 }, { ...noUsage, total: 9 }],
  ])('takes what is missing from %j for nothing', (wire, usage) => {
    expect(readUsage(wire)).toEqual(usage)
  })

  it('never counts more cached tokens of a kind than tokens of that kind, if the server does not divide them', () => {
    const details = fc.record({ text_tokens: tokens, audio_tokens: tokens, image_tokens: tokens })
    fc.assert(
      fc.property(details, fc.double({ min: 0, max: 1, noNaN: true }), (kinds, share) => {
        const input = kinds.text_tokens + kinds.audio_tokens + kinds.image_tokens
        const cached = Math.floor(input * share)
        const usage = readUsage({ input_tokens: input, input_token_details: { ...kinds, cached_tokens: cached } })
        expect(usage.cachedText + usage.cachedAudio + usage.cachedImage).toBe(cached)
        expect(usage.cachedText).toBeLessThanOrEqual(usage.inputText)
        expect(usage.cachedAudio).toBeLessThanOrEqual(usage.inputAudio)
        expect(usage.cachedImage).toBeLessThanOrEqual(usage.inputImage)
      }),
    )
  })

  it('takes undivided cached tokens for text first', () => {
    const kinds = { text_tokens: 100, audio_tokens: 900, image_tokens: 50 }
    const read = (cached_tokens: number) => readUsage({ input_token_details: { ...kinds, cached_tokens } })
    expect(read(80)).toMatchObject({ cachedText: 80, cachedAudio: 0, cachedImage: 0 })
    expect(read(800)).toMatchObject({ cachedText: 100, cachedAudio: 700, cachedImage: 0 })
    expect(read(1040)).toMatchObject({ cachedText: 100, cachedAudio: 900, cachedImage: 40 })
  })
})

describe('addUsage', () => {
  it('adds each field to its like', () => {
    const usage = readUsage({ total_tokens: 16, input_tokens: 5, output_tokens: 11 })
    expect(addUsage(usage, usage)).toEqual({ ...noUsage, total: 32, input: 10, output: 22 })
    const each = Object.fromEntries(Object.keys(noUsage).map((field, index) => [field, index + 1]))
    const doubled = Object.fromEntries(Object.keys(noUsage).map((field, index) => [field, 2 * (index + 1)]))
    expect(addUsage({ ...noUsage, ...each }, { ...noUsage, ...each })).toEqual(doubled)
  })

  it('gives the same in whatever order and grouping', () => {
    fc.assert(
      fc.property(arbitraryUsage, arbitraryUsage, arbitraryUsage, (a, b, c) => {
        expect(addUsage(addUsage(a, b), c)).toEqual(addUsage(a, addUsage(b, c)))
        expect(addUsage(a, b)).toEqual(addUsage(b, a))
      }),
    )
  })

  it('does not change by adding nothing', () => {
    fc.assert(
      fc.property(arbitraryUsage, (usage) => {
        expect(addUsage(usage, noUsage)).toEqual(usage)
      }),
    )
  })
})
