import { beforeEach, describe, expect, test } from 'vitest'
import { FakeOutputDevice, type OutputShape, SpeakerLog } from '../../../../test/support/fake-output-device'
import { ManualClock } from '../../../../test/support/manual-clock'
import { createSpeaker, type DeviceSpeaker } from '../playback'

/** When parts begin, how long they wait, and how often they run dry, by how their audio comes in. */

const part = (itemId: string) => ({ itemId, contentIndex: 0 })
const block = (ms: number, value = 100): Int16Array => new Int16Array(ms * 24).fill(value)

let clock: ManualClock
let device: FakeOutputDevice
let speaker: DeviceSpeaker

async function start(shape: OutputShape = {}): Promise<void> {
  clock = new ManualClock()
  device = new FakeOutputDevice(clock, shape)
  speaker = createSpeaker(device, clock)
  await speaker.open(new SpeakerLog())
  await clock.advance(100)
}

/** Brings a part in pieces; each comes when it says (ms from now), the end with the last. Waits until it was played. */
async function deliver(id: string, pieces: readonly { readonly ms: number; readonly at: number }[]): Promise<void> {
  for (const { ms, at } of pieces) clock.schedule(at, () => speaker.enqueue(part(id), block(ms)))
  clock.schedule(Math.max(...pieces.map(({ at }) => at)), () => speaker.finish(part(id)))
  await clock.advance(Math.max(...pieces.map(({ at }) => at)) + 3000)
}

/** Pieces of `ms`, one every `everyMs`, held up where `holdUp` says (ms from the beginning to ms). */
const pieces = (totalMs: number, ms: number, everyMs = ms, holdUp = (at: number): number => at) =>
  Array.from({ length: totalMs / ms }, (_, index) => ({ ms, at: holdUp(index * everyMs) }))

/** Nothing gets through for 150 ms in every second, then all at once. */
const stalls = (at: number): number => (at % 1000 < 500 || at % 1000 >= 650 ? at : at - (at % 1000) + 650)

describe.each([
  ['a device that takes little by little', {}],
  ['a device that takes 30 ms at once', { callbackMs: 30 }],
])('on %s', (_, shape) => {
  /** Until the device asks again. */
  const turnMs = 30

  beforeEach(() => start(shape))

  test('a first piece that is large enough plays at once', async () => {
    await deliver('a', pieces(3000, 100, 33))
    expect(speaker.statistics).toMatchObject({ starvations: 0, startedParts: 1 })
    expect(speaker.statistics.startDelayMs).toBeLessThanOrEqual(turnMs)
  })

  test('pieces of 20 ms that come as they play begin within 40 ms and a turn, and never run dry', async () => {
    const jitter = [0, 4, 1, 5, 2, 0, 3]
    const uneven = (at: number): number => at + jitter[(at / 20) % jitter.length]!
    for (const id of ['a', 'b', 'c']) await deliver(id, pieces(20_000, 20, 20, uneven))
    expect(speaker.statistics).toMatchObject({ starvations: 0, startedParts: 3 })
    expect(speaker.statistics.longestStartDelayMs).toBeLessThanOrEqual(50 + turnMs)
  })

  test('large pieces that come as they play run dry once at most', async () => {
    for (const id of ['a', 'b', 'c'])
      await deliver(
        id,
        pieces(8000, 80, 80, (at) => at + ((at / 80) % 3)),
      )
    expect(speaker.statistics.starvations).toBeLessThanOrEqual(1)
  })

  test('150 ms of nothing in every second are covered after the first time', async () => {
    for (const id of ['a', 'b', 'c', 'd', 'e']) await deliver(id, pieces(12_000, 20, 20, stalls))
    expect(speaker.statistics.starvations).toBeLessThanOrEqual(1)
    expect(speaker.statistics.longestStartDelayMs).toBeLessThanOrEqual(190 + turnMs)
  })

  test('also where the first piece was held up itself', async () => {
    for (const id of ['a', 'b', 'c'])
      await deliver(
        id,
        pieces(12_000, 20, 20, (at) => stalls(at + 576) - 576),
      )
    expect(speaker.statistics.starvations).toBeLessThanOrEqual(1)
  })

  test('a network that got better is trusted again', async () => {
    await deliver('bad', pieces(3000, 20, 20, stalls))
    expect(speaker.statistics.targetMs).toBeGreaterThan(150)
    await deliver('good', pieces(60_000, 20))
    expect(speaker.statistics.targetMs).toBeLessThanOrEqual(45)
  })

  test('a server slower than speech is heard in long pieces', async () => {
    await deliver('a', pieces(20_000, 50, 60))
    expect(speaker.statistics.starvations).toBeGreaterThan(1)
    expect(speaker.statistics.starvations).toBeLessThanOrEqual(15)
  })

  test('a part that is complete waits for nothing', async () => {
    speaker.enqueue(part('a'), block(10))
    speaker.finish(part('a'))
    await clock.advance(turnMs)
    expect(speaker.statistics).toMatchObject({ startedParts: 1 })
    expect(speaker.statistics.startDelayMs).toBeLessThanOrEqual(turnMs)
  })

  test('a part that follows on another begins where that ends, however little of it is there', async () => {
    speaker.enqueue(part('a'), block(200, 100))
    speaker.finish(part('a'))
    await clock.advance(160) // what is left is about to be handed over
    speaker.enqueue(part('b'), block(5, 200))
    await clock.advance(200)
    const { written } = device
    const begin = written.indexOf(200)
    expect(written[begin - 1]).toBe(100)
    expect(written.subarray(begin, begin + 120)).toEqual(block(5, 200))
    expect(speaker.statistics.startedParts).toBe(2)
    expect(speaker.statistics.startDelayMs).toBeLessThanOrEqual(turnMs) // the first's: the second began in no silence
  })

  test('a part that ran dry goes on when as much is there as the wait for it asks for', async () => {
    speaker.enqueue(part('a'), block(100))
    await clock.advance(250)
    speaker.enqueue(part('a'), block(20))
    expect(speaker.statistics).toMatchObject({ starvations: 1 })
    const before = device.written.filter((sample) => sample === 100).length
    await clock.advance(speaker.statistics.targetMs - 20)
    expect(device.written.filter((sample) => sample === 100).length).toBe(before)
    speaker.enqueue(part('a'), block(400))
    speaker.enqueue(part('a'), block(20))
    await clock.advance(turnMs)
    expect(device.written.filter((sample) => sample === 100).length).toBeGreaterThan(before)
  })

  test('a part whose end is told late has not run dry', async () => {
    speaker.enqueue(part('a'), block(100))
    await clock.advance(500)
    speaker.finish(part('a'))
    await clock.advance(100)
    expect(speaker.statistics.starvations).toBe(0)
  })
})
