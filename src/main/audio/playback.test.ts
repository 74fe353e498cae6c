import { beforeEach, describe, expect, test } from 'vitest'
import { FakeOutputDevice, type OutputShape, SpeakerLog } from '../../../test/support/fake-output-device'
import { ManualClock } from '../../../test/support/manual-clock'
import { Failure } from '../../shared/ipc/result'
import { concatSamples } from './pcm'
import { createSpeaker, type DeviceSpeaker, type SpeakerOptions } from './playback'

const part = (itemId: string, contentIndex = 0) => ({ itemId, contentIndex })
const block = (length: number, value: number): Int16Array => new Int16Array(length).fill(value)
const ms = (samples: number): number => samples / 24
/** Samples by which sound that ends is faded out. */
const FADE = 240

let clock: ManualClock
let device: FakeOutputDevice
let listener: SpeakerLog
let speaker: DeviceSpeaker

async function start(shape: OutputShape = {}, options: SpeakerOptions = {}): Promise<void> {
  clock = new ManualClock()
  device = new FakeOutputDevice(clock, shape)
  listener = new SpeakerLog()
  speaker = createSpeaker(device, clock, options)
  await speaker.open(listener)
}

const sounds = (): number[] => [...device.written.filter((sample) => sample !== 0)]

beforeEach(() => start())

describe('playing', () => {
  test('silence is played until there is sound, and after it', async () => {
    await clock.advance(100)
    speaker.enqueue(part('a'), block(480, 7))
    speaker.finish(part('a'))
    await clock.advance(100)
    const { written } = device
    const begin = written.indexOf(7)
    expect(ms(begin)).toBeGreaterThanOrEqual(100)
    expect(written.subarray(begin, begin + 480)).toEqual(block(480, 7))
    expect(written.subarray(begin + 480 + FADE).every((sample) => sample === 0)).toBe(true)
    expect(ms(written.length)).toBeGreaterThanOrEqual(200)
  })

  test('parts follow each other without a gap', async () => {
    speaker.enqueue(part('a'), block(300, 1))
    speaker.finish(part('a'))
    speaker.enqueue(part('b'), block(300, 2))
    await clock.advance(100)
    const { written } = device
    const begin = written.indexOf(1)
    expect(written.subarray(begin, begin + 600)).toEqual(concatSamples([block(300, 1), block(300, 2)]))
  })

  test('the device is never more than 40 ms ahead, however much there is to play', async () => {
    speaker.enqueue(part('a'), block(24_000, 1))
    await clock.advance(500)
    expect(ms(device.mostAhead)).toBeLessThanOrEqual(40)
  })

  test('what was queued before the device was open plays when it is', async () => {
    const early = createSpeaker(device, clock)
    early.enqueue(part('a'), block(240, 300))
    early.finish(part('a'))
    await early.open(listener)
    await clock.advance(50)
    expect(sounds().slice(0, 240)).toEqual([...block(240, 300)])
  })

  test('a device that needs no silence gets none', async () => {
    await start({ continuous: false })
    await clock.advance(100)
    speaker.enqueue(part('a'), block(300, 1))
    await clock.advance(100)
    speaker.enqueue(part('a'), block(300, 2))
    speaker.finish(part('a'))
    await clock.advance(100)
    expect(device.written).toEqual(concatSamples([block(300, 1), block(300, 2)]))
    expect(listener.heard).toMatchObject([{ playedSamples: 600 }])
  })

  test('a stereo device at another rate gets both channels, as long as the sound is', async () => {
    await start({ sampleRate: 48_000, channels: 2 })
    speaker.enqueue(part('a'), block(2400, 1000))
    speaker.finish(part('a'))
    await clock.advance(300)
    const { written } = device
    const left = written.filter((_, index) => index % 2 === 0)
    expect(written.filter((_, index) => index % 2 === 1)).toEqual(left)
    const withHalfTheFade = 2 * (2400 + FADE / 2)
    expect(Math.abs(left.filter((sample) => sample > 500).length - withHalfTheFade)).toBeLessThanOrEqual(4)
    expect(listener.heard).toMatchObject([{ playedSamples: 2400 }])
  })
})

describe('reports', () => {
  test('progress comes with the first sample and about every 100 ms; the end once, when the last sample has left', async () => {
    speaker.enqueue(part('a'), block(12_000, 1))
    speaker.finish(part('a'))
    await clock.advance(499)
    expect(listener.heard).toEqual([])
    await clock.advance(60)
    expect(listener.heard).toEqual([{ ...part('a'), playedSamples: 12_000, receivedSamples: 12_000, complete: true }])
    const played = listener.progress.map(({ playedSamples }) => ms(playedSamples))
    expect(played.length).toBe(5)
    expect(played[0]).toBeLessThanOrEqual(10)
    const steps = played.slice(1).map((value, index) => value - played[index]!)
    expect(steps.every((step) => step >= 100 && step <= 120)).toBe(true)
  })

  test('a part that is starved waits, and is heard to its end only when it was finished', async () => {
    speaker.enqueue(part('a'), block(480, 1))
    await clock.advance(500)
    expect(listener.heard).toEqual([])
    speaker.finish(part('a'))
    await clock.advance(20)
    expect(listener.heard).toMatchObject([{ playedSamples: 480, complete: true }])
  })

  test('a part without any audio is heard when its turn comes', async () => {
    speaker.enqueue(part('a'), block(2400, 1))
    speaker.finish(part('b'))
    await clock.advance(200)
    expect(listener.heard).toEqual([])
    speaker.finish(part('a'))
    await clock.advance(50)
    expect(listener.heard.map(({ itemId }) => itemId)).toEqual(['a', 'b'])
  })

  test('a listener may interrupt from within a report', async () => {
    listener.onProgress = () => void speaker.interrupt()
    speaker.enqueue(part('a'), block(24_000, 1000))
    await clock.advance(300)
    expect(sounds().length).toBeLessThan(24 * 60)
    speaker.enqueue(part('b'), block(240, 5))
    speaker.finish(part('b'))
    listener.onProgress = () => undefined
    await clock.advance(100)
    expect(listener.heard).toMatchObject([part('b')])
  })
})

describe('what others are told', () => {
  test('everything that the device is given, silence and volume included, and how much has not left the speaker', async () => {
    const told: Int16Array[] = []
    const pendingMs: number[] = []
    await start(
      {},
      {
        onWrite(samples, pendingSamples) {
          told.push(samples)
          pendingMs.push(ms(pendingSamples))
        },
      },
    )
    speaker.setVolume(0.5)
    await clock.advance(50)
    speaker.enqueue(part('a'), block(4800, 900))
    for (let waitedMs = 0; waitedMs < 500; waitedMs++) {
      expect(told.length).toBe(device.blocks.length) // at once: the echo may be there soon
      await clock.advance(1)
    }
    expect(concatSamples(told)).toEqual(device.written)
    expect(told.some((samples) => samples.includes(283))).toBe(true)
    expect(Math.min(...pendingMs)).toBeGreaterThanOrEqual(10)
    expect(Math.max(...pendingMs)).toBeLessThanOrEqual(40)
  })

  test('a device at another rate is told of at 24 kHz', async () => {
    const told: Int16Array[] = []
    await start({ sampleRate: 48_000, channels: 2 }, { onWrite: (samples) => void told.push(samples) })
    speaker.enqueue(part('a'), block(2400, 900))
    await clock.advance(300)
    expect(concatSamples(told).filter((sample) => sample === 900).length).toBe(2400)
    expect(Math.abs(concatSamples(told).length * 4 - device.written.length)).toBeLessThanOrEqual(4 * 128)
  })

  test('how far each part is that has begun, at most every 20 ms, and nothing when nothing has changed', async () => {
    const told: { atMs: number; itemId: string; handedOverSamples: number; heardSamples: number }[] = []
    await start({}, { onPosition: (position) => void told.push({ ...position, atMs: clock.now() }) })
    speaker.enqueue(part('a'), block(4800, 900))
    speaker.finish(part('a'))
    speaker.enqueue(part('b'), block(4800, 800))
    await clock.advance(1000)
    const moments = [...new Set(told.map(({ atMs }) => atMs))]
    expect(moments.slice(1).every((moment, index) => moment - moments[index]! >= 20)).toBe(true)
    expect(moments.length).toBeGreaterThan(15)
    expect(told.at(-1)).toMatchObject({ itemId: 'b', handedOverSamples: 4800, heardSamples: 4800 })
    expect(told.at(-1)?.atMs).toBeLessThan(500)
    const both = told.filter(({ atMs }) => told.filter((other) => other.atMs === atMs).length > 1)
    expect(both.map(({ itemId }) => itemId)).toContain('b')
  })
})

describe('interruption', () => {
  test('reports exactly the samples that the device was given, besides the fade-out', async () => {
    speaker.enqueue(part('a'), block(24_000, 1000))
    speaker.finish(part('a'))
    speaker.enqueue(part('b'), block(480, 2000))
    await clock.advance(333)
    const [a, b, ...more] = await speaker.interrupt()
    await clock.advance(500)
    expect(a).toMatchObject({ ...part('a'), receivedSamples: 24_000, complete: true })
    expect(b).toEqual({ ...part('b'), playedSamples: 0, receivedSamples: 480, complete: false })
    expect(more).toEqual([])
    expect(device.written.filter((sample) => sample === 1000).length).toBe(a?.playedSamples)
    expect(ms(a?.playedSamples ?? 0)).toBeGreaterThanOrEqual(333)
    expect(ms(a?.playedSamples ?? 0)).toBeLessThanOrEqual(333 + 40)
  })

  test('the sound fades to silence within 5 ms, without a jump', async () => {
    speaker.enqueue(part('a'), block(24_000, 12_000))
    await clock.advance(100)
    void speaker.interrupt()
    await clock.advance(100)
    const { written } = device
    const end = written.lastIndexOf(12_000)
    const tail = written.subarray(end, end + 121)
    expect(Math.max(...tail.subarray(1).map((sample, index) => tail[index]! - sample))).toBeLessThanOrEqual(100)
    expect(written.subarray(end + 121).every((sample) => sample === 0)).toBe(true)
  })

  test('there is a fade-out too where the queue had just run dry', async () => {
    await clock.advance(100)
    speaker.enqueue(part('a'), block(240, 12_000))
    while (!device.written.includes(12_000)) await clock.advance(1)
    void speaker.interrupt()
    await clock.advance(100)
    const fade = device.written.subarray(device.written.lastIndexOf(12_000) + 1)
    expect(fade[0]).toBe(11_900)
    expect(fade[60]).toBeGreaterThan(5000)
    expect(fade.subarray(120).every((sample) => sample === 0)).toBe(true)
  })

  test('nothing sounds when nothing was sounding', async () => {
    await clock.advance(100)
    speaker.enqueue(part('a'), block(24_000, 1000))
    expect(await speaker.interrupt()).toMatchObject([{ playedSamples: 0, receivedSamples: 24_000 }])
    await clock.advance(100)
    expect(sounds()).toEqual([])
    expect(await speaker.interrupt()).toEqual([])
  })

  test('late audio of interrupted parts is not played, a new part is, and nothing is reported of the old', async () => {
    speaker.enqueue(part('a'), block(24_000, 100))
    speaker.enqueue(part('b'), block(24_000, 100))
    await clock.advance(100)
    void speaker.interrupt()
    const before = listener.progress.length
    speaker.enqueue(part('a'), block(2400, 999))
    speaker.finish(part('a'))
    speaker.enqueue(part('b'), block(2400, 999))
    speaker.enqueue(part('c'), block(480, 900))
    speaker.finish(part('c'))
    await clock.advance(300)
    expect(Math.max(...sounds())).toBe(900)
    expect(sounds().filter((sample) => sample === 900).length).toBe(480)
    expect(listener.heard).toMatchObject([{ ...part('c'), playedSamples: 480 }])
    expect(listener.progress.slice(before).every(({ itemId }) => itemId === 'c')).toBe(true)
  })
})

describe('opening, closing, failing', () => {
  test('a missing speaker is told to whoever opens it, who may try again', async () => {
    device.missing = true
    const other = createSpeaker(device, clock)
    await expect(other.open(listener)).rejects.toMatchObject({ error: { code: 'audio.no_output' } })
    device.missing = false
    await other.open(listener)
    expect(device.opened).toBe(2)
  })

  test('the device is closed once, and nothing is written or reported afterwards', async () => {
    speaker.enqueue(part('a'), block(24_000, 1))
    await clock.advance(100)
    await speaker.close()
    await speaker.close()
    const [written, reports] = [device.written.length, listener.progress.length]
    device.fail(new Error('Too late'))
    await clock.advance(500)
    expect([device.written.length, listener.progress.length, listener.failures.length]).toEqual([written, reports, 0])
  })

  test('closing forgets what was queued', async () => {
    speaker.enqueue(part('a'), block(24_000, 1))
    await clock.advance(50)
    await speaker.close()
    await speaker.open(listener)
    const before = sounds().length
    await clock.advance(100)
    expect(sounds().length).toBe(before)
  })

  test('a speaker that is closed while it opens is closed afterwards', async () => {
    const other = createSpeaker(device, clock)
    const opening = other.open(listener)
    await other.close()
    await opening
    expect([device.opened, device.closed]).toEqual([2, 1])
  })

  test('a device that is lost is reported once; the sentence goes on where the next device begins', async () => {
    const sentence = new Int16Array(12_000).map((_, index) => index + 1)
    speaker.enqueue(part('a'), sentence)
    speaker.finish(part('a'))
    await clock.advance(200)
    device.fail(new Failure('audio.output_lost'))
    device.fail(new Failure('audio.output_lost'))
    expect(listener.failures.map(({ code }) => code)).toEqual(['audio.output_lost'])
    expect(device.closed).toBe(1)
    const before = sounds().length
    await clock.advance(1000)
    await speaker.open(listener)
    await clock.advance(1000)
    const fadedIn = 120
    expect(sounds().slice(0, before)).toEqual([...sentence.subarray(0, before)])
    expect(
      sounds()
        .slice(before, before + fadedIn)
        .every((sample, index) => sample <= sentence[before + index]!),
    ).toBe(true)
    expect(sounds().slice(before + fadedIn, 12_000)).toEqual([...sentence.subarray(before + fadedIn)])
    expect(listener.heard).toMatchObject([{ playedSamples: 12_000 }])
  })

  test('a sentence that is interrupted while there is no device leaves nothing to the next one', async () => {
    speaker.enqueue(part('a'), block(24_000, 12_000))
    await clock.advance(200)
    device.fail(new Failure('audio.output_lost'))
    const [interrupted] = await speaker.interrupt()
    const before = sounds().length
    expect(interrupted?.playedSamples).toBe(before)
    await speaker.open(listener)
    await clock.advance(200)
    expect(sounds().length).toBe(before)
  })
})
