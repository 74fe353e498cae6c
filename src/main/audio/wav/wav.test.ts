import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Failure } from '../../../shared/ipc/result'
import { samplesToBytes } from '../pcm'
import { parseWav, wavHeader } from './wav'

const chunk = (name: string, body: Buffer, size = body.length): Buffer => {
  const header = Buffer.alloc(8)
  header.write(name, 'latin1')
  header.writeUInt32LE(size, 4)
  return Buffer.concat([header, body, Buffer.alloc(body.length % 2)])
}

const riff = (...chunks: Buffer[]): Buffer => {
  const body = Buffer.concat([Buffer.from('WAVE'), ...chunks])
  return chunk('RIFF', body)
}

interface Format {
  encoding?: number
  channels?: number
  sampleRate?: number
  bits?: number
}

const format = ({ encoding = 1, channels = 1, sampleRate = 24_000, bits = 16 }: Format = {}): Buffer => {
  const body = Buffer.alloc(16)
  body.writeUInt16LE(encoding, 0)
  body.writeUInt16LE(channels, 2)
  body.writeUInt32LE(sampleRate, 4)
  body.writeUInt32LE((sampleRate * channels * bits) / 8, 8)
  body.writeUInt16LE((channels * bits) / 8, 12)
  body.writeUInt16LE(bits, 14)
  return chunk('fmt ', body)
}

const extensible = (encoding: number, bits: number): Buffer => {
  const guidTail = Buffer.from('000000001000800000aa00389b71', 'hex')
  const body = Buffer.alloc(26)
  format({ bits }).copy(body, 0, 8, 24)
  body.writeUInt16LE(0xfffe, 0)
  body.writeUInt16LE(22, 16)
  body.writeUInt16LE(bits, 18)
  body.writeUInt16LE(encoding, 24)
  return chunk('fmt ', Buffer.concat([body, guidTail]))
}

const data = (...bytes: number[]): Buffer => chunk('data', Buffer.from(bytes))

const failureOf = (bytes: Buffer): Failure => {
  try {
    parseWav(bytes)
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
  throw new Error('It was read')
}

describe('what can be read', () => {
  test('any samples, at any rate and number of channels, come back from the header we write', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 8000, max: 192_000 }),
        fc.int16Array({ minLength: 1, maxLength: 50 }),
        (channels, sampleRate, frames) => {
          const samples = new Int16Array(frames.length * channels).map((_, index) => frames[index % frames.length]!)
          const file = Buffer.concat([wavHeader(sampleRate, channels, samples.byteLength), samplesToBytes(samples)])
          expect(parseWav(file)).toEqual({ sampleRate, channels, samples })
        },
      ),
    )
  })

  test.each([
    ['8-bit integers, unsigned', format({ bits: 8 }), [0x00, 0x80, 0xff, 0x81], [-32_768, 0, 32_512, 256]],
    ['16-bit integers', format(), [0x34, 0x12, 0xff, 0xff], [0x1234, -1]],
    ['24-bit integers', format({ bits: 24 }), [0x99, 0x34, 0x12, 0x00, 0x00, 0x80], [0x1234, -32_768]],
    ['32-bit integers', format({ bits: 32 }), [0, 0, 0x34, 0x12, 0, 0, 0xff, 0xff], [0x1234, -1]],
    ['32-bit floats', format({ encoding: 3, bits: 32 }), [0, 0, 0, 0x3f, 0, 0, 0x80, 0xbf], [16_384, -32_768]],
    ['floats beyond full scale', format({ encoding: 3, bits: 32 }), [0, 0, 0, 0x40, 0, 0, 0xc0, 0x7f], [32_767, 0]],
    ['extensible 16-bit integers', extensible(1, 16), [0x34, 0x12], [0x1234]],
    ['extensible floats', extensible(3, 32), [0, 0, 0, 0x3f], [16_384]],
  ])('%s', (_, formatChunk, bytes, samples) => {
    expect([...parseWav(riff(formatChunk, data(...bytes))).samples]).toEqual(samples)
  })

  test('chunks around the sound are skipped, with their padding', () => {
    const file = riff(
      chunk('LIST', Buffer.from('odd')),
      format(),
      chunk('fact', Buffer.alloc(4)),
      data(1, 0, 2, 0),
      data(9, 9),
    )
    expect([...parseWav(file).samples]).toEqual([1, 2])
  })

  test.each([
    ['0xFFFFFFFF', 0xffff_ffff],
    ['more than there is', 1000],
  ])('a data size of %s means: to the end', (_, size) => {
    const file = riff(format(), chunk('data', Buffer.from([1, 0, 2, 0]), size))
    expect([...parseWav(file).samples]).toEqual([1, 2])
  })

  test('a data size of 0 means the end only where the size of the file was left open too', () => {
    const file = riff(format(), chunk('data', Buffer.from([1, 0, 2, 0]), 0))
    expect(failureOf(file).error.code).toBe('wav.empty')
    file.writeUInt32LE(0, 4)
    expect([...parseWav(file).samples]).toEqual([1, 2])
  })

  test('an incomplete last frame is left out', () => {
    expect([...parseWav(riff(format({ channels: 2 }), data(1, 0, 2, 0, 3, 0, 4))).samples]).toEqual([1, 2])
  })

  test('bytes in the middle of a larger buffer', () => {
    const file = riff(format(), data(1, 0))
    expect([...parseWav(Buffer.concat([Buffer.alloc(3), file]).subarray(3)).samples]).toEqual([1])
  })
})

describe('what can not', () => {
  test.each([
    ['wav.empty', 'an empty file', Buffer.alloc(0)],
    ['wav.empty', 'no samples', riff(format(), data())],
    ['wav.empty', 'less than one frame', riff(format({ channels: 2 }), data(1, 0))],
    ['wav.not_wav', 'another kind of file', Buffer.from('ID3\u0003 this is an MP3 file')],
    ['wav.not_wav', 'another RIFF file', chunk('RIFF', Buffer.from('AVI LIST'))],
    ['wav.not_wav', 'sound before its format', riff(data(1, 0), format())],
    ['wav.not_wav', 'no channels', riff(format({ channels: 0 }), data(1, 0))],
    ['wav.truncated', 'a few bytes', Buffer.from('RIFF')],
    ['wav.truncated', 'no sound data', riff(format())],
    ['wav.truncated', 'half a format', riff(format()).subarray(0, 28)],
    ['wav.unsupported', 'mu-law', riff(format({ encoding: 7, bits: 8 }), data(1))],
    ['wav.unsupported', '64-bit floats', riff(format({ encoding: 3, bits: 64 }), data(1))],
    ['wav.unsupported', 'RF64', Buffer.from('RF64\u0000\u0000\u0000\u0000WAVE')],
  ])('%s: %s', (code, _, file) => {
    expect(failureOf(file).error.code).toBe(code)
  })

  test('an unsupported encoding is named, with how to convert it', () => {
    const { message, hint } = failureOf(riff(format({ encoding: 7, bits: 8 }), data(1))).error
    expect(message).toContain('mu-law')
    expect(hint).toContain('ffmpeg')
  })

  test('whatever the bytes are, the failure is one of ours', () => {
    const header = fc.constantFrom(Buffer.alloc(0), Buffer.from('RIFF\u0010\u0000\u0000\u0000WAVE'), riff(format()))
    fc.assert(
      fc.property(header, fc.uint8Array({ maxLength: 60 }), (start, rest) => {
        try {
          parseWav(Buffer.concat([start, rest]))
        } catch (error) {
          expect(error).toBeInstanceOf(Failure)
        }
      }),
    )
  })
})
