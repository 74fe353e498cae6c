import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { measureTone, sine } from '../../../test/support/tones'
import { samplesToMs } from '../../shared/audio-format'
import type { ServerEventOf } from '../../shared/realtime/server-events'
import { bytesToSamples, concatSamples, samplesToBytes } from '../audio/pcm'
import { type CreateResampler, loadResampler } from '../audio/resampling/resampler'
import { AnswerAudio } from './answer-audio'
import { pcma, pcmu } from './g711'
import { pcm, type WireFormat } from './wire-format'

type Delta = ServerEventOf<'response.output_audio.delta'>

let createResampler: CreateResampler
beforeAll(async () => {
  createResampler = await loadResampler()
})

/** Loading is not always needed: equal rates pass, as they do at the edge. */
const answers = (): AnswerAudio => new AnswerAudio((from, to) => createResampler(from, to))

const delta = (bytes: Uint8Array | string, part = 'a', response = 'r'): Delta => ({
  type: 'response.output_audio.delta',
  event_id: 'e',
  response_id: response,
  output_index: 0,
  item_id: part === 'b' ? 'a' : part, // two parts of one item, and one of another
  content_index: part === 'b' ? 1 : 0,
  delta: typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString('base64'),
})

const samplesOf = (deltas: readonly (Delta | null)[]): Int16Array =>
  concatSamples(deltas.map((event) => bytesToSamples(Buffer.from(event?.delta ?? '', 'base64'))))

/** Cuts bytes into pieces of these lengths; what is left is the last one. */
function cut(bytes: Buffer, lengths: readonly number[]): readonly Buffer[] {
  let at = 0
  return [...lengths, bytes.length].map((length) => bytes.subarray(at, (at += length)))
}

/** A whole part, cut in this way. */
function convert(bytes: Buffer, format: WireFormat, lengths: readonly number[] = []): Int16Array {
  const audio = answers()
  const deltas = cut(bytes, lengths).map((piece) => audio.convert(delta(piece), format))
  return samplesOf([...deltas, ...audio.finish(delta(''))])
}

const formats = [
  ...[8_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000].map(pcm),
  { encoding: 'pcmu', rate: 8_000 },
  { encoding: 'pcma', rate: 8_000 },
] as const

const sound = (maxLength: number): fc.Arbitrary<Uint8Array> => fc.uint8Array({ maxLength, size: 'max' })
const cuts = fc.array(fc.oneof(fc.nat(3), fc.nat(500)), { maxLength: 20, size: 'max' })

describe('the sound of an answer', () => {
  it.each(formats)('is the same tone, of the same length, from $encoding at $rate Hz', ({ encoding, rate }) => {
    const sent = sine(1_000, rate, rate)
    const isTelephone = encoding !== 'pcm'
    const bytes = isTelephone ? Buffer.from((encoding === 'pcmu' ? pcmu : pcma).encode(sent)) : samplesToBytes(sent)
    const heard = convert(bytes, { encoding, rate }, Array<number>(20).fill(Math.floor(bytes.length / 21)))
    expect(heard.length).toBe(24_000)
    const { gain, rest } = measureTone(heard.subarray(2_400, 21_600), 1_000, 24_000)
    expect(Math.abs(gain)).toBeLessThan(isTelephone ? 0.2 : 0.1)
    expect(rest).toBeLessThan(isTelephone ? -35 : -60)
  })

  it('is the same however it is cut', () => {
    fc.assert(
      fc.property(fc.constantFrom(...formats), sound(3_000), cuts, (format, bytes, lengths) => {
        expect(convert(Buffer.from(bytes), format, lengths)).toEqual(convert(Buffer.from(bytes), format))
      }),
      { numRuns: 60 },
    )
  })

  it('is the same when parts take turns, and each is a stream of its own', () => {
    const part = fc.tuple(sound(2_000), cuts)
    const parts = fc.array(part, { minLength: 1, maxLength: 3 })
    fc.assert(
      fc.property(fc.constantFrom(...formats), parts, fc.infiniteStream(fc.nat()), (format, spoken, choices) => {
        const audio = answers()
        const names = ['a', 'b', 'c']
        const waiting = spoken.map(([bytes, lengths]) => [...cut(Buffer.from(bytes), lengths)])
        const heard: (Delta | null)[][] = spoken.map(() => [])
        while (waiting.some((pieces) => pieces.length > 0)) {
          const index = (choices.next().value ?? 0) % waiting.length
          const piece = waiting[index]?.shift()
          if (piece) heard[index]?.push(audio.convert(delta(piece, names[index]), format))
        }
        names.forEach((name, index) => heard[index]?.push(...audio.finish(delta('', name))))
        expect(heard.map(samplesOf)).toEqual(spoken.map(([bytes]) => convert(Buffer.from(bytes), format)))
      }),
      { numRuns: 40 },
    )
  })

  it('is never longer than what was sent, at any moment, and at the end less than a sample shorter', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...formats),
        fc.array(fc.nat(1_500), { minLength: 1, maxLength: 10 }),
        (format, lengths) => {
          const audio = answers()
          const size = format.encoding === 'pcm' ? 2 : 1
          let [sent, heard] = [0, 0]
          const hear = (deltas: readonly (Delta | null)[]): void => {
            heard += samplesOf(deltas).length
            expect(samplesToMs(heard)).toBeLessThanOrEqual(Math.floor((sent * 1000) / format.rate))
          }
          for (const length of lengths) {
            sent += length
            hear([audio.convert(delta(new Uint8Array(length * size)), format)])
          }
          hear(audio.finish(delta('')))
          expect(heard).toBe(Math.floor((sent * 24_000) / format.rate))
        },
      ),
      { numRuns: 60 },
    )
  })

  it('is whole samples in every delta, and half a sample at the end is lost', () => {
    const audio = answers()
    const pieces = [[1], [0, 2], [], [0, 9]].map((bytes) => audio.convert(delta(Uint8Array.from(bytes)), pcm(24_000)))
    expect(pieces.map((event) => samplesOf([event]).join())).toEqual(['', '1', '', '2'])
    expect(audio.finish(delta(''))).toEqual([])
    expect(samplesOf([audio.convert(delta(Uint8Array.of(3, 0)), pcm(24_000))])).toEqual(Int16Array.of(3))
  })

  it('is untouched but for that at 24 kHz', () => {
    const audio = answers()
    const event = delta(samplesToBytes(sine(440, 24_000, 480)))
    expect(audio.convert(event, pcm(24_000))).toEqual(event)
  })

  it('is nothing where it is not base64, and goes on after it', () => {
    const audio = answers()
    audio.convert(delta(Uint8Array.of(1)), pcm(24_000))
    expect(audio.convert(delta('no, this is not it!'), pcm(24_000))).toBeNull()
    expect(samplesOf([audio.convert(delta(Uint8Array.of(0)), pcm(24_000))])).toEqual(Int16Array.of(1))
  })
})

describe('the end of a response', () => {
  const block = samplesToBytes(new Int16Array(1_600).fill(100))

  it('ends its parts, and no others', () => {
    const audio = answers()
    for (const [part, response] of [
      ['a', 'r1'],
      ['b', 'r1'],
      ['c', 'r2'],
    ] as const)
      audio.convert(delta(block, part, response), pcm(16_000))
    const rest = audio.finishResponse('r1')
    expect(rest.map(({ item_id, response_id }) => [item_id, response_id])).toEqual([
      ['a', 'r1'],
      ['a', 'r1'],
    ])
    expect(samplesOf(rest).length).toBeGreaterThan(0)
    expect(audio.finishResponse('r1')).toEqual([])
    expect(audio.finishResponse('r2')).toHaveLength(1)
  })

  it('ends all parts where responses have no names', () => {
    const audio = answers()
    audio.convert({ ...delta(block), response_id: undefined }, pcm(16_000))
    expect(audio.finishResponse('r1')).toHaveLength(1)
    audio.convert(delta(block), pcm(16_000))
    expect(audio.finishResponse(undefined)).toHaveLength(1)
  })

  it('is no repeated event: what is added has no name of its own', () => {
    const audio = answers()
    audio.convert(delta(block), pcm(16_000))
    expect(audio.finish(delta(''))[0]).toMatchObject({ event_id: undefined, item_id: 'a', response_id: 'r' })
  })
})

it('forgets the oldest part where a server never ends any', () => {
  let made = 0
  const audio = new AnswerAudio((from, to) => {
    made += 1
    return createResampler(from, to)
  })
  const half = (part: number): Delta | null => audio.convert(delta(Uint8Array.of(7), `part ${part}`), pcm(16_000))
  for (let part = 0; part < 65; part += 1) half(part)
  half(64)
  expect(made).toBe(65)
  half(0)
  expect(made).toBe(66)
})
