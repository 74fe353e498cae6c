import { describe, expect, test } from 'vitest'
import { ManualClock } from '../../../../test/support/manual-clock'
import { PacedNativeAudio } from '../../../../test/support/paced-native-audio'
import { FRAME_SAMPLES, SAMPLES_PER_MS } from '../../../shared/audio-format'
import { createMicrophone } from '../capture'
import { createNaudiodonDevice } from './naudiodon-device'
import { createSpeaker } from '../playback'

const TEN_MINUTES = 10 * 60

/**
 * No two clocks agree; 200 ppm are more than sound hardware is off. Each side has to go by its own device alone, or ten
 * minutes would make 120 ms of delay, or of gaps.
 */
describe.each([200, -200])('devices whose clocks are off by %i ppm', (driftPpm) => {
  test('are heard and fed for ten minutes, with queues as short as at the beginning', async () => {
    const clock = new ManualClock()
    const native = new PacedNativeAudio(clock, driftPpm)
    const device = createNaudiodonDevice(clock, () => Promise.resolve(native))
    const onFailure = ({ message }: { message: string }): void => expect.fail(message)

    let frames = 0
    await createMicrophone(device).open({ onFrame: () => frames++, onEnd: () => undefined, onFailure })
    const [pendingMs, errorsMs]: [number[], number[]] = [[], []]
    const speaker = createSpeaker(device, clock, {
      onWrite(_, pending) {
        pendingMs.push(pending / SAMPLES_PER_MS)
        errorsMs.push(Math.abs(pending - (native.speaker?.pendingSamples ?? 0)) / SAMPLES_PER_MS)
      },
    })
    await speaker.open({ onProgress: () => undefined, onHeard: () => undefined, onFailure })

    for (let second = 0; second < TEN_MINUTES; second++) await clock.advance(1000)

    const samples = TEN_MINUTES * 1000 * SAMPLES_PER_MS * (1 + driftPpm / 1e6)
    expect(Math.abs(native.captured - samples)).toBeLessThan(FRAME_SAMPLES)
    expect(frames * FRAME_SAMPLES).toBe(native.captured)
    expect(native.speaker?.underruns).toBe(0)
    const filled = pendingMs.slice(20)
    expect(filled.length * 10).toBeGreaterThan(TEN_MINUTES * 1000 * 0.999)
    expect([least(filled), most(filled)]).toEqual([110, 130])
    expect(most(errorsMs)).toBeLessThan(1) // what is said to be pending is what the device has
  })
})

const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b))
const most = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b))
