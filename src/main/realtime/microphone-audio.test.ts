import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { measureTone, sine } from '../../../test/support/tones'
import { bytesToSamples } from '../audio/pcm'
import { type CreateResampler, loadResampler } from '../audio/resampling/resampler'
import { pcmu } from './g711'
import { MicrophoneAudio } from './microphone-audio'
import { pcm, type WireFormat } from './wire-format'

let createResampler: CreateResampler
beforeAll(async () => {
  createResampler = await loadResampler()
})

/** Sends sound in frames, and ends the turn. */
function turn(microphone: MicrophoneAudio, sound: Int16Array, format: WireFormat, frame = 240): Buffer {
  const sent: string[] = []
  for (let at = 0; at < sound.length; at += frame) sent.push(microphone.encode(sound.subarray(at, at + frame), format))
  return Buffer.concat([...sent, microphone.finish()].map((base64) => Buffer.from(base64, 'base64')))
}

describe('the microphone’s sound', () => {
  it('goes as it is where the server takes 24 kHz', () => {
    const microphone = new MicrophoneAudio(() => {
      throw new Error('nothing is to be converted')
    })
    const sound = sine(440, 24_000, 2_401)
    expect(bytesToSamples(turn(microphone, sound, pcm(24_000)))).toEqual(sound)
  })

  it.each([8_000, 16_000, 22_050, 32_000, 44_100, 48_000])('is the same tone, of the same length, at %i Hz', (rate) => {
    const sent = bytesToSamples(turn(new MicrophoneAudio(createResampler), sine(1_000, 24_000, 24_000), pcm(rate)))
    expect(sent.length).toBe(rate)
    const { gain, rest } = measureTone(sent.subarray(rate / 10, (9 * rate) / 10), 1_000, rate)
    expect(Math.abs(gain)).toBeLessThan(0.1)
    expect(rest).toBeLessThan(-60)
  })

  it('has its 100 ms at every commit, turn after turn', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(8_000, 16_000, 22_050, 44_100),
        fc.array(fc.integer({ min: 2_400, max: 4_000 }), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 700 }),
        (rate, lengths, frame) => {
          const microphone = new MicrophoneAudio(createResampler)
          for (const length of lengths) {
            const { byteLength } = turn(microphone, new Int16Array(length), pcm(rate), frame)
            expect(byteLength / 2).toBe(Math.round((length * rate) / 24_000))
            expect(byteLength / 2).toBeGreaterThanOrEqual(rate / 10)
          }
        },
      ),
      { numRuns: 30 },
    )
  })

  it('is not carried from a turn that was thrown away into the next', () => {
    const microphone = new MicrophoneAudio(createResampler)
    microphone.encode(sine(1_000, 24_000, 2_400), pcm(16_000))
    microphone.discard()
    const silence = bytesToSamples(turn(microphone, new Int16Array(2_400), pcm(16_000)))
    expect(silence).toEqual(new Int16Array(1_600))
    expect(microphone.finish()).toBe('')
  })

  it('goes on at another rate in the middle of a turn', () => {
    const microphone = new MicrophoneAudio(createResampler)
    microphone.encode(sine(1_000, 24_000, 2_400), pcm(16_000))
    expect(turn(microphone, new Int16Array(2_400), pcm(8_000))).toHaveLength(1_600)
    microphone.encode(sine(1_000, 24_000, 2_400), pcm(16_000))
    expect(turn(microphone, new Int16Array(2_400), pcm(24_000))).toHaveLength(4_800)
  })

  it('is telephone sound where the server takes that', () => {
    const format = { encoding: 'pcmu', rate: 8_000 } as const
    const sent = pcmu.decode(turn(new MicrophoneAudio(createResampler), sine(1_000, 24_000, 24_000), format))
    expect(sent.length).toBe(8_000)
    const { gain, rest } = measureTone(sent.subarray(800, 7_200), 1_000, 8_000)
    expect(Math.abs(gain)).toBeLessThan(0.2)
    expect(rest).toBeLessThan(-35)
  })
})
