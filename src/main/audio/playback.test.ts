import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { ManualClock } from '../../../test/support/manual-clock'
import { SAMPLE_RATE } from '../../shared/audio-format'
import type { AppError } from '../../shared/ipc/result'
import { Failure } from '../../shared/ipc/result'
import type { PlayedAudio, Speaker } from '../session/ports'
import type { AudioDevice } from './audio-device'
import { concatSamples } from './pcm'
import { createSpeaker } from './playback'
import { RealTimeSink } from './real-time'

const part = (itemId: string, contentIndex = 0) => ({ itemId, contentIndex })
const block = (length: number, value: number): Int16Array => new Int16Array(length).fill(value)
const ms = (samples: number): number => samples / 24

interface Shape {
  readonly sampleRate?: number
  readonly channels?: 1 | 2
  readonly continuous?: boolean
}

/** A speaker that plays by the manual clock, keeps what it was given and can break. */
class FakeDevice implements AudioDevice {
  readonly blocks: Int16Array[] = []
  opened = 0
  closed = 0
  missing = false
  fail: (failure: Error) => void = () => undefined
  mostAhead = 0
  readonly #clock: ManualClock
  readonly #shape: Required<Shape>

  constructor(clock: ManualClock, shape: Shape = {}) {
    this.#clock = clock
    this.#shape = { sampleRate: SAMPLE_RATE, channels: 1, continuous: true, ...shape }
  }

  get written(): Int16Array {
    return concatSamples(this.blocks)
  }

  list = (): Promise<[]> => Promise.resolve([])
  openInput = (): Promise<never> => Promise.reject(new Error('No microphone'))

  openOutput: AudioDevice['openOutput'] = ({ onFailure }) => {
    if (this.missing) return Promise.reject(new Failure('audio.no_output', 'No speaker was found.'))
    this.opened++
    this.fail = onFailure
    const sink = new RealTimeSink(this.#clock, this.#shape.sampleRate)
    return Promise.resolve({
      ...this.#shape,
      write: (samples) => {
        this.blocks.push(samples)
        const taken = sink.take(samples.length / this.#shape.channels)
        this.mostAhead = Math.max(this.mostAhead, sink.pendingSamples())
        return taken
      },
      pendingSamples: () => sink.pendingSamples(),
      close: () => {
        this.closed++
        sink.close()
        return Promise.resolve()
      },
    })
  }
}

class Listener {
  readonly progress: PlayedAudio[] = []
  readonly heard: PlayedAudio[] = []
  readonly failures: AppError[] = []
  onProgress = (played: PlayedAudio): void => void this.progress.push(played)
  onHeard = (played: PlayedAudio): void => void this.heard.push(played)
  onFailure = (error: AppError): void => void this.failures.push(error)
}

let clock: ManualClock
let device: FakeDevice
let listener: Listener
let speaker: Speaker

async function start(shape: Shape = {}): Promise<void> {
  clock = new ManualClock()
  device = new FakeDevice(clock, shape)
  listener = new Listener()
  speaker = createSpeaker(device, clock)
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
    expect(written.subarray(begin + 480).every((sample) => sample === 0)).toBe(true)
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
    early.enqueue(part('a'), block(240, 3))
    await early.open(listener)
    await clock.advance(50)
    expect(sounds()).toEqual([...block(240, 3)])
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
    expect(Math.abs(left.filter((sample) => sample > 500).length - 4800)).toBeLessThanOrEqual(2)
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

describe('interruption', () => {
  test('reports exactly the samples that the device was given, besides the fade-out', async () => {
    speaker.enqueue(part('a'), block(24_000, 1000))
    speaker.finish(part('a'))
    speaker.enqueue(part('b'), block(480, 2000))
    await clock.advance(333)
    const [a, b, ...more] = speaker.interrupt()
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
    speaker.interrupt()
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
    speaker.interrupt()
    await clock.advance(100)
    const fade = device.written.subarray(device.written.lastIndexOf(12_000) + 1)
    expect(fade[0]).toBe(11_900)
    expect(fade[60]).toBeGreaterThan(5000)
  })

  test('nothing sounds when nothing was sounding', async () => {
    await clock.advance(100)
    speaker.enqueue(part('a'), block(24_000, 1000))
    expect(speaker.interrupt()).toMatchObject([{ playedSamples: 0, receivedSamples: 24_000 }])
    await clock.advance(100)
    expect(sounds()).toEqual([])
    expect(speaker.interrupt()).toEqual([])
  })

  test('late audio of interrupted parts is not played, a new part is, and nothing is reported of the old', async () => {
    speaker.enqueue(part('a'), block(24_000, 1))
    speaker.enqueue(part('b'), block(24_000, 1))
    await clock.advance(100)
    speaker.interrupt()
    const before = listener.progress.length
    speaker.enqueue(part('a'), block(2400, 5))
    speaker.finish(part('a'))
    speaker.enqueue(part('b'), block(2400, 5))
    speaker.enqueue(part('c'), block(480, 9))
    speaker.finish(part('c'))
    await clock.advance(300)
    expect(sounds().filter((sample) => sample > 1)).toEqual([...block(480, 9)])
    expect(listener.heard).toMatchObject([{ ...part('c'), playedSamples: 480 }])
    expect(listener.progress.slice(before).every(({ itemId }) => itemId === 'c')).toBe(true)
  })
})

test('whatever happens: positions only grow, and never beyond what was received or given to the device', async () => {
  const step = fc.oneof(
    fc.record({
      do: fc.constant('enqueue' as const),
      id: fc.integer({ min: 0, max: 3 }),
      count: fc.nat({ max: 3000 }),
    }),
    fc.record({ do: fc.constant('finish' as const), id: fc.integer({ min: 0, max: 3 }), count: fc.constant(0) }),
    fc.record({ do: fc.constant('wait' as const), id: fc.constant(0), count: fc.nat({ max: 150 }) }),
    fc.record({ do: fc.constant('interrupt' as const), id: fc.constant(0), count: fc.constant(0) }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      await start()
      const received = new Map<string, number>()
      const reported = new Map<string, number>()
      const note = ({ itemId, playedSamples, receivedSamples }: PlayedAudio): void => {
        expect(playedSamples).toBeGreaterThanOrEqual(reported.get(itemId) ?? 0)
        expect(playedSamples).toBeLessThanOrEqual(receivedSamples)
        expect(receivedSamples).toBeLessThanOrEqual(received.get(itemId) ?? 0)
        // Every part has a sample value of its own (in a range that no fade-out of this test reaches).
        const given = device.written.filter((sample) => sample === valueOf(itemId)).length
        expect(playedSamples).toBeLessThanOrEqual(given)
        reported.set(itemId, playedSamples)
      }
      listener.onProgress = note
      listener.onHeard = note
      for (const { do: action, id, count } of steps) {
        const itemId = `item_${id}`
        if (action === 'wait') await clock.advance(count)
        if (action === 'finish') speaker.finish(part(itemId))
        if (action === 'interrupt') speaker.interrupt().forEach(note)
        if (action !== 'enqueue') continue
        received.set(itemId, (received.get(itemId) ?? 0) + count)
        speaker.enqueue(part(itemId), block(count, valueOf(itemId)))
      }
      await speaker.close()
    }),
    { numRuns: 30 },
  )
})

const valueOf = (itemId: string): number => 20_000 + Number(itemId.slice('item_'.length))

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
    device.fail(new Failure('audio.output_lost', 'The speaker is gone.'))
    device.fail(new Failure('audio.output_lost', 'The speaker is gone.'))
    expect(listener.failures.map(({ code }) => code)).toEqual(['audio.output_lost'])
    expect(device.closed).toBe(1)
    await clock.advance(1000)
    await speaker.open(listener)
    await clock.advance(1000)
    expect(sounds()).toEqual([...sentence])
    expect(listener.heard).toMatchObject([{ playedSamples: 12_000 }])
  })

  test('a sentence that is interrupted while there is no device leaves nothing to the next one', async () => {
    speaker.enqueue(part('a'), block(24_000, 12_000))
    await clock.advance(200)
    device.fail(new Failure('audio.output_lost', 'The speaker is gone.'))
    const [interrupted] = speaker.interrupt()
    const before = sounds().length
    expect(interrupted?.playedSamples).toBe(before)
    await speaker.open(listener)
    await clock.advance(200)
    expect(sounds().length).toBe(before)
  })
})
