import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { checksums, decodeFlac } from '../../../../test/support/decode-flac'
import { soundDigest } from '../../../../test/support/sound-digest'
import { hello, silence, tone } from '../../../../test/support/sounds'
import { concatSamples } from '../pcm'
import { FlacEncoder } from './flac-encoder'
import { type FlacLibrary, loadFlac } from './flac-library'
import { flacLengthMs } from './stream-info'

let flac: FlacLibrary

beforeAll(async () => {
  flac = await loadFlac()
})

/** The file of a sound that comes in pieces. */
function encoded(pieces: readonly Int16Array[]): Buffer {
  const encoder = new FlacEncoder(flac)
  const body = pieces.map((piece) => encoder.add(piece))
  const { rest, header } = encoder.finish()
  return Buffer.concat([header, ...body, rest])
}

function chopped(samples: Int16Array, lengths: readonly number[]): readonly Int16Array[] {
  const pieces: Int16Array[] = []
  let from = 0
  for (const length of lengths) {
    pieces.push(samples.subarray(from, from + length))
    from += length
  }
  return [...pieces, samples.subarray(from)]
}

/** The same each time; of full scale, so that nothing of it can be left out. */
function noise(length: number): Int16Array {
  let state = 1
  return Int16Array.from({ length }, () => {
    state = (state * 48_271) % 2_147_483_647
    return (state % 65_536) - 32_768
  })
}

const extremes = Int16Array.from({ length: 9000 }, (_, index) => [32_767, -32_768, 0, -1, 255, 256][index % 6] ?? 0)

describe('sound as FLAC', () => {
  it.each([
    ['speech', hello()],
    ['a tone', tone(1000)],
    ['silence', silence(1000)],
    ['noise', noise(20_000)],
    ['the loudest there is', extremes],
    ['one sample', Int16Array.of(-32_768)],
    ['exactly one frame', noise(4096)],
    ['two words around a pause', concatSamples([hello(), silence(2000), hello()])],
  ])('is %s again, sample by sample', async (_what, samples) => {
    const file = encoded([samples])
    expect(soundDigest(await decodeFlac(file))).toBe(soundDigest(samples))
    const [borne, due] = checksums(file, samples)
    expect(borne).toBe(due)
    expect(flacLengthMs(file)).toBe(Math.round(samples.length / 24))
  })

  it('is the same file, however it came', () => {
    const whole = encoded([hello()])
    fc.assert(
      fc.property(fc.array(fc.nat(20_000), { maxLength: 20 }), (lengths) => {
        expect(encoded(chopped(hello(), lengths)).equals(whole)).toBe(true)
      }),
      { numRuns: 20 },
    )
  })

  it('is written while it comes', () => {
    const encoder = new FlacEncoder(flac)
    const begun = encoder.add(noise(10 * 4096))
    expect(begun.length).toBeGreaterThan(8 * 4096 * 2)
    encoder.discard()
  })

  it('has no length before it is finished', () => {
    const encoder = new FlacEncoder(flac)
    expect(flacLengthMs(encoder.header)).toBeNull()
    encoder.discard()
    encoder.discard()
  })

  it('is not what begins otherwise', () => {
    expect(flacLengthMs(Buffer.from('RIFF'.padEnd(64)))).toBeNull()
    expect(flacLengthMs(Buffer.from('fLaC'))).toBeNull()
  })
})
