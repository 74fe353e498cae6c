import { describe, expect, it } from 'vitest'
import { type Codec, pcma, pcmu } from './g711'

const allCodes = Uint8Array.from({ length: 256 }, (_, code) => code)

describe.each<[string, Codec, { readonly [code: number]: number }]>([
  // Values of the tables in ITU-T G.711, scaled to 16 bits.
  ['µ-law', pcmu, { 0xff: 0, 0x80: 32_124, 0x00: -32_124, 0xfe: 8, 0x8f: 16_764, 0x7e: -8 }],
  ['A-law', pcma, { 0xd5: 8, 0x55: -8, 0xaa: 32_256, 0x2a: -32_256, 0xd4: 24, 0x80: 5_504 }],
])('%s', (_, codec, known) => {
  it('decodes as the standard has it', () => {
    const values = codec.decode(allCodes)
    for (const [code, value] of Object.entries(known)) expect([code, values[Number(code)]]).toEqual([code, value])
  })

  it('gives every value back', () => {
    const values = codec.decode(allCodes)
    expect(codec.decode(codec.encode(values))).toEqual(values)
  })

  it('takes the nearest code for any sample', () => {
    const samples = Int16Array.from({ length: 65_536 }, (_, index) => index - 32_768)
    const values = [...new Set(codec.decode(allCodes))].sort((left, right) => left - right)
    const coded = codec.decode(codec.encode(samples))
    const distance = (value: number | undefined, sample: number): number => Math.abs((value ?? Infinity) - sample)
    let place = 0
    const wrong = samples.filter((sample, index) => {
      while (distance(values[place + 1], sample) < distance(values[place], sample)) place += 1
      return distance(coded[index], sample) !== distance(values[place], sample)
    })
    expect([...wrong]).toEqual([])
  })
})
