import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { concatSamples, samplesToBytes } from '../audio/pcm'
import { AudioPayloads, decodeAudio } from './audio-payload'
import type { AudioPart } from '../ports/session'

const part = (itemId: string, contentIndex = 0): AudioPart => ({ itemId, contentIndex })

/** Up to three parts, each cut into deltas anywhere, and the order in which these arrive. */
const interleaved = fc
  .array(fc.tuple(fc.int16Array({ maxLength: 60 }), fc.array(fc.nat(9))), { minLength: 1, maxLength: 3 })
  .chain((parts) => {
    const deltas = parts.map(([samples, cuts]) => {
      const bytes = samplesToBytes(samples)
      const ends = cuts.map((_, index) => cuts.slice(0, index + 1).reduce((sum, length) => sum + length, 0))
      return [0, ...ends].map((from, index) => bytes.subarray(from, ends[index]).toString('base64'))
    })
    const turns = deltas.flatMap((of, index) => of.map(() => index))
    const order = fc.shuffledSubarray(turns, { minLength: turns.length })
    return fc.record({ samples: fc.constant(parts.map(([samples]) => samples)), deltas: fc.constant(deltas), order })
  })

describe('audio payloads', () => {
  it('decode to the same samples however they are split and interleaved', () => {
    fc.assert(
      fc.property(interleaved, ({ samples, deltas, order }) => {
        const payloads = new AudioPayloads()
        const got: Int16Array[][] = samples.map(() => [])
        const waiting = deltas.map((of) => [...of])
        // Two parts of one item and one of another: neither name alone tells them apart.
        const names = [part('a', 0), part('a', 1), part('b', 0)]
        for (const index of order)
          got[index]?.push(payloads.decode(names[index] ?? part('c'), waiting[index]?.shift() ?? ''))
        expect(got.map(concatSamples)).toEqual(samples)
      }),
    )
  })

  it('keep nothing of a part that has ended', () => {
    const payloads = new AudioPayloads()
    expect(payloads.decode(part('a'), base64(1, 0, 7))).toEqual(Int16Array.of(1))
    payloads.finish(part('a'))
    expect(payloads.decode(part('a'), base64(2, 0))).toEqual(Int16Array.of(2))
    payloads.decode(part('a'), base64(9))
    payloads.decode(part('b'), base64(9))
    payloads.clear()
    expect(payloads.decode(part('a'), base64(3, 0))).toEqual(Int16Array.of(3))
    expect(payloads.decode(part('b'), base64(4, 0))).toEqual(Int16Array.of(4))
  })

  it('are dropped if they are no base64, without an effect on the next delta', () => {
    const payloads = new AudioPayloads()
    payloads.decode(part('a'), base64(1))
    expect(payloads.decode(part('a'), 'AAAA AAA!AAAA')).toEqual(new Int16Array(0))
    expect(payloads.decode(part('a'), base64(0, 2, 0))).toEqual(Int16Array.of(1, 2))
  })
})

describe('base64', () => {
  const bytes = Buffer.from([0xfb, 0xff, 0xbf, 1])

  it.each([
    ['as it is usual', '+/+/AQ=='],
    ['without padding', '+/+/AQ'],
    ['in the alphabet of addresses', '-_-_AQ=='],
    ['with line breaks', '+/+/\r\nAQ==\n'],
  ])('is understood %s', (_, text) => expect(decodeAudio(text)).toEqual(bytes))

  it('may be empty', () => expect(decodeAudio('')).toHaveLength(0))

  it.each(['A', 'AAAAA', 'AA=', 'AAAA=', '====', 'AA==AA==', 'AAAA!AAA', 'AAA\u00e9', '{"a":1}', 'Ā'.repeat(8)])(
    'is not what %s is',
    (text) => expect(decodeAudio(text)).toBeNull(),
  )

  it('accepts nothing that Node would skip', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const decoded = decodeAudio(text)
        if (decoded) expect(text.replace(/\s/g, '')).toMatch(/^[\w+/-]*={0,2}$/)
      }),
    )
    const characters = fc.constantFrom('A', 'b', '/', '=', '!', '\n', 'é')
    const almost = fc.array(characters, { maxLength: 9 }).map((all) => all.join(''))
    fc.assert(
      fc.property(almost, (text) => {
        const bare = text.replace(/\s/g, '')
        const valid = /^(?:[\w+/-]{4})*(?:[\w+/-]{2}(?:==)?|[\w+/-]{3}=?)?$/.test(bare)
        expect(decodeAudio(text) !== null).toBe(valid)
      }),
      { numRuns: 500 },
    )
  })
})

const base64 = (...bytes: readonly number[]): string => Buffer.from(bytes).toString('base64')
