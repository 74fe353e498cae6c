import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bytesToSamples, concatSamples, fadeOut, fromMono, level, samplesToBytes, toMono } from './pcm'

const samples = fc.int16Array({ maxLength: 100 })

describe('bytes and samples', () => {
  test('bytes are little-endian, also at an odd address, and an odd last byte is left out', () => {
    const bytes = Buffer.from([0xff, 0x01, 0x00, 0x00, 0x80, 0xfe, 0xff, 0x07])
    expect([...bytesToSamples(bytes.subarray(1))]).toEqual([1, -32_768, -2])
    expect([...bytesToSamples(bytes.subarray(2, 6))]).toEqual([0, -384])
  })

  test('aligned bytes are shared, not copied', () => {
    const bytes = new Uint8Array(8)
    const view = bytesToSamples(bytes)
    bytes[2] = 5
    expect(view[1]).toBe(5)
  })

  test('samples survive the way to bytes and back at any alignment', () => {
    fc.assert(
      fc.property(samples, fc.boolean(), (original, shifted) => {
        const bytes = samplesToBytes(original)
        const moved = Buffer.concat([Buffer.alloc(shifted ? 1 : 0), bytes]).subarray(shifted ? 1 : 0)
        expect(bytesToSamples(moved)).toEqual(original)
      }),
    )
  })
})

describe('channels', () => {
  test('stereo is averaged without overflow', () => {
    expect([...toMono(Int16Array.of(100, 200, 32_767, 32_767, -32_768, -32_768, 7), 2)]).toEqual([150, 32_767, -32_768])
  })

  test('mono is repeated, and comes back from the average', () => {
    fc.assert(
      fc.property(samples, fc.integer({ min: 1, max: 6 }), (mono, channels) => {
        expect(toMono(fromMono(mono, channels), channels)).toEqual(mono)
      }),
    )
  })
})

test('a fade-out begins near the full volume, only ever falls and ends in silence', () => {
  const faded = [...fadeOut(new Int16Array(120).fill(12_000))]
  expect(faded[0]).toBe(11_900)
  expect(faded.at(-1)).toBe(0)
  expect(faded).toEqual([...faded].sort((a, b) => b - a))
})

test('levels are fractions of full scale', () => {
  expect(level(new Int16Array(0))).toEqual({ rms: 0, peak: 0 })
  expect(level(new Int16Array(10).fill(-32_768))).toEqual({ rms: 1, peak: 1 })
  const sine = new Int16Array(2400).map((_, index) => 16_384 * Math.sin((2 * Math.PI * index) / 24))
  expect(level(sine).rms).toBeCloseTo(0.5 / Math.SQRT2, 3)
  expect(level(sine).peak).toBeCloseTo(0.5, 3)
})

test('blocks are joined in order', () => {
  expect([...concatSamples([Int16Array.of(1, 2), new Int16Array(0), Int16Array.of(3)])]).toEqual([1, 2, 3])
})
