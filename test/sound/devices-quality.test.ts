import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createMicrophone } from '../../src/main/audio/capture'
import { createNaudiodonDevice } from '../../src/main/audio/native/naudiodon-device'
import { concatSamples, fromMono, samplesToBytes, toMono } from '../../src/main/audio/pcm'
import { loadResampler } from '../../src/main/audio/resampling/resampler'
import { wavHeader } from '../../src/main/audio/wav/wav'
import { systemClock } from '../../src/main/clock/system-clock'
import { SAMPLE_RATE } from '../../src/shared/audio-format'
import { loadWithOneFormat } from '../support/one-format-audio'
import { timeLimit } from '../support/time-limit'
import { measureTone, sine } from '../support/tones'
import { soundCardMissing, startVirtualSoundCard } from '../support/virtual-sound-card'
import type { VirtualSoundCard } from '../support/virtual-sound-card'

const missing = soundCardMissing()
const CARD = { sampleRate: 44_100, channels: 2 } as const
const SECONDS = 1.5
const onFailure = (failure: { readonly message: string }): void => expect.fail(failure.message)
/** Where other tests keep the processors busy, the sound server may drop out; that is not what is tested here. */
const ONCE_MORE = { retry: 2 }

const isSilent = (samples: Int16Array): boolean => samples.every((sample) => Math.abs(sample) < 8)

/** A second out of the middle of a tone that stands somewhere in a recording. */
function withinTone(recording: Int16Array, rate: number): Int16Array {
  const isLoud = (sample: number): boolean => Math.abs(sample) > 8000
  const [first, last] = [recording.findIndex(isLoud), recording.findLastIndex(isLoud)]
  expect((last - first) / rate).toBeGreaterThan(0.95 * SECONDS)
  const from = Math.round((first + last - rate) / 2)
  return recording.subarray(from, from + rate)
}

describe.skipIf(missing !== undefined)(
  `a tone on a card of 44.1 kHz in stereo${missing === undefined ? '' : ` (${missing})`}`,
  ONCE_MORE,
  () => {
    let folder: string
    let card: VirtualSoundCard
    const device = createNaudiodonDevice(systemClock, loadWithOneFormat(CARD))

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'parley-tone-'))
      card = await startVirtualSoundCard()
      await card.become(CARD)
      Object.assign(process.env, card.env) // before PortAudio is loaded, which is with the first test
    })
    afterAll(async () => {
      await card.stop()
      await rm(folder, { recursive: true, force: true })
    })

    test('is heard as it was, and nothing else', async () => {
      const tone = samplesToBytes(fromMono(sine(1000, CARD.sampleRate, SECONDS * CARD.sampleRate), CARD.channels))
      const wavPath = join(folder, 'tone.wav')
      await writeFile(wavPath, Buffer.concat([wavHeader(CARD.sampleRate, CARD.channels, tone.length), tone]))
      const frames: Int16Array[] = []
      const microphone = createMicrophone(device)
      await microphone.open({ onFrame: (frame) => frames.push(frame), onEnd: () => undefined, onFailure })
      await card.speak(wavPath)
      // What is still in the server's buffers, and then silence.
      await vi.waitFor(() => expect(frames.slice(-30).every(isSilent)).toBe(true), timeLimit(10_000))
      await microphone.close()
      const { gain, rest } = measureTone(withinTone(concatSamples(frames), SAMPLE_RATE), 1000, SAMPLE_RATE)
      expect(Math.abs(gain)).toBeLessThan(0.5)
      expect(rest).toBeLessThan(-60)
    })

    test('is played as it was, and nothing else', async () => {
      const recording = await card.record(CARD)
      const output = await device.openOutput({ onFailure })
      expect(output).toMatchObject(CARD)
      const resampler = (await loadResampler())(SAMPLE_RATE, output.sampleRate)
      const pause = new Int16Array(SAMPLE_RATE / 2) // the first buffers may run dry while the device starts
      const tone = concatSamples([pause, sine(1000, SAMPLE_RATE, SECONDS * SAMPLE_RATE), pause])
      for (let at = 0; at < tone.length; at += SAMPLE_RATE / 100) {
        await output.write(fromMono(resampler.process(tone.subarray(at, at + SAMPLE_RATE / 100)), output.channels))
      }
      await output.close()
      const heard = toMono(await recording.stop(), CARD.channels)
      const { gain, rest } = measureTone(withinTone(heard, CARD.sampleRate), 1000, CARD.sampleRate)
      expect(Math.abs(gain)).toBeLessThan(0.5)
      expect(rest).toBeLessThan(-60)
    })
  },
)
