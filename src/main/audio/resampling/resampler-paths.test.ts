import { describe, expect, test } from 'vitest'
import { ManualClock } from '../../../../test/support/manual-clock'
import { decibels, measureTone, rms, sine } from '../../../../test/support/tones'
import { SAMPLE_RATE } from '../../../shared/audio-format'
import type { PlayedAudio } from '../../ports/session'
import type { AudioDevice, InputRequest } from '../audio-device'
import { createMicrophone } from '../capture'
import { concatSamples, fromMono, toMono } from '../pcm'
import { createSpeaker } from '../playback'

/** How sound gets through the whole way between a device and us, whatever the device runs at. */

const AMPLITUDE = 16_000
type Format = readonly [rate: number, channels: 1 | 2]
const FORMATS: readonly Format[] = [16_000, 24_000, 44_100, 48_000].flatMap((rate): Format[] => [
  [rate, 1],
  [rate, 2],
])

/** What we hear of a microphone that hears a tone for a second. */
async function heard(frequency: number, [sampleRate, channels]: Format): Promise<Int16Array> {
  const frames: Int16Array[] = []
  let ended = false
  let microphone: InputRequest | undefined
  const device: Pick<AudioDevice, 'openInput'> = {
    openInput(request) {
      microphone = request
      return Promise.resolve({ sampleRate, channels, close: () => Promise.resolve() })
    },
  }
  await createMicrophone(device as AudioDevice).open({
    onFrame: (frame) => frames.push(frame),
    onEnd: () => (ended = true),
    onFailure: (error) => expect.fail(error.message),
  })
  const sound = fromMono(sine(frequency, sampleRate, sampleRate, AMPLITUDE), channels)
  const step = 441 * channels
  for (let at = 0; at < sound.length; at += step) microphone?.onSamples(sound.slice(at, at + step))
  microphone?.onEnd?.()
  expect(ended).toBe(true)
  return concatSamples(frames)
}

/** What a speaker is given when a tone of a second is played. */
async function played(frequency: number, [sampleRate, channels]: Format): Promise<Int16Array> {
  const clock = new ManualClock()
  const written: Int16Array[] = []
  const device: Pick<AudioDevice, 'openOutput'> = {
    openOutput: () =>
      Promise.resolve({
        sampleRate,
        channels,
        continuous: false,
        write: (samples) => Promise.resolve(void written.push(samples)),
        pendingSamples: () => 0,
        close: () => Promise.resolve(),
      }),
  }
  const speaker = createSpeaker(device as AudioDevice, clock)
  const over: PlayedAudio[] = []
  await speaker.open({
    onProgress: () => undefined,
    onHeard: (part) => over.push(part),
    onFailure: (error) => expect.fail(error.message),
  })
  const part = { itemId: 'item', contentIndex: 0 }
  speaker.enqueue(part, sine(frequency, SAMPLE_RATE, SAMPLE_RATE, AMPLITUDE))
  speaker.finish(part)
  while (over.length === 0) await clock.advance(20)
  await speaker.close()
  const sound = concatSamples(written)
  if (channels === 2) for (let at = 0; at < sound.length; at += 2) expect(sound[at + 1]).toBe(sound[at])
  return toMono(sound, channels)
}

/** The middle, away from the ends: a whole number of periods of 1 kHz at every rate. */
const middle = (sound: Int16Array, rate: number): Int16Array => sound.subarray(0.2 * rate, 0.8 * rate)

describe.each(FORMATS)('%i Hz, %i channel(s)', (...format) => {
  const [rate] = format

  test('a tone that is heard keeps its level, and has no images or aliases', async () => {
    const { gain, rest } = measureTone(middle(await heard(1000, format), SAMPLE_RATE), 1000, SAMPLE_RATE, AMPLITUDE)
    expect(Math.abs(gain)).toBeLessThan(0.5)
    expect(rest).toBeLessThan(-60)
  })

  test('so has one that is played', async () => {
    const { gain, rest } = measureTone(middle(await played(1000, format), rate), 1000, rate, AMPLITUDE)
    expect(Math.abs(gain)).toBeLessThan(0.5)
    expect(rest).toBeLessThan(-60)
  })
})

const loudness = (sound: Int16Array, rate: number): number =>
  decibels(rms(middle(sound, rate)) / (AMPLITUDE / Math.SQRT2))

test.each([
  [44_100, 12_500],
  [48_000, 12_100],
  [48_000, 13_000],
  [48_000, 20_000],
])('a microphone at %i Hz that hears %i Hz, which we can not, is silent', async (rate, frequency) => {
  expect(loudness(await heard(frequency, [rate, 1]), SAMPLE_RATE)).toBeLessThan(-60)
  expect(loudness(await heard(frequency, [rate, 2]), SAMPLE_RATE)).toBeLessThan(-60)
})

test.each([8100, 9000, 11_000])('%i Hz is not played as something else by a speaker at 16 kHz', async (frequency) => {
  expect(loudness(await played(frequency, [16_000, 1]), 16_000)).toBeLessThan(-60)
})
