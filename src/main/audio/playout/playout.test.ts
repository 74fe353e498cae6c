import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HeardTracker } from './heard-tracker'
import { Playout } from './playout'
import { PlayoutQueue } from './playout-queue'

const part = { itemId: 'a', contentIndex: 0 }
const other = { itemId: 'b', contentIndex: 0 }

/** 440 Hz, beginning anywhere. */
const tone = (length: number, from: number): Int16Array =>
  Int16Array.from({ length }, (_, index) => 8000 * Math.sin((2 * Math.PI * 440 * (from + index)) / 24_000))

/** The largest difference between neighbouring samples of that tone. */
const TONE_STEP = 8000 * 2 * Math.sin((Math.PI * 440) / 24_000)

/** A playout from which samples are taken as if there was nothing to wait for: what is enqueued is complete, or flows. */
class Rig {
  readonly queue = new PlayoutQueue()
  readonly playout = new Playout(this.queue, new HeardTracker())
  readonly output: number[] = []
  nowMs = 0

  take(count: number): void {
    this.output.push(...this.playout.next(count, this.nowMs, true))
  }

  /** Lets so much time go by that whatever waits may sound. */
  wait(): void {
    this.nowMs += 1000
  }

  get largestStep(): number {
    return this.output
      .slice(1)
      .reduce((most, sample, index) => Math.max(most, Math.abs(sample - this.output[index]!)), 0)
  }
}

const length = fc.integer({ min: 1, max: 3000 })
const turn = fc.integer({ min: 1, max: 480 })

describe('a click, a difference between neighbouring samples that the sound itself does not have, is not heard', () => {
  test('where a part runs dry, and where it goes on, wherever that is', () => {
    fc.assert(
      fc.property(fc.array(length, { minLength: 1, maxLength: 6 }), turn, (lengths, count) => {
        const rig = new Rig()
        let at = 0
        for (const samples of lengths) {
          rig.queue.enqueue(part, tone(samples, at), rig.nowMs)
          at += samples
          rig.wait()
          for (let taken = 0; taken < samples + 500; taken += count) rig.take(count)
        }
        expect(rig.largestStep).toBeLessThanOrEqual(TONE_STEP * 1.5)
      }),
    )
  })

  test('where an interruption comes, also in a fade', () => {
    fc.assert(
      fc.property(length, length, fc.nat({ max: 3500 }), turn, (first, second, until, count) => {
        const rig = new Rig()
        rig.queue.enqueue(part, tone(first, 0), 0)
        rig.wait()
        rig.take(first + 300)
        rig.queue.enqueue(part, tone(second, first), 0)
        rig.wait()
        for (let taken = 0; taken < until; taken += count) rig.take(count)
        rig.playout.interrupt()
        rig.take(1000)
        expect(rig.largestStep).toBeLessThanOrEqual(TONE_STEP * 1.5)
      }),
    )
  })

  test('where a part ends in the middle of a sound, or begins in it', () => {
    fc.assert(
      fc.property(length, fc.nat({ max: 100 }), (samples, from) => {
        const rig = new Rig()
        rig.queue.enqueue(part, tone(samples, 0), 0)
        rig.queue.finish(part)
        rig.take(samples + 500)
        rig.queue.enqueue(other, tone(2000, from), 0)
        rig.wait()
        rig.take(1000)
        expect(rig.largestStep).toBeLessThanOrEqual(Math.max(TONE_STEP * 1.5, 1000))
      }),
    )
  })

  test('where the volume is changed', () => {
    const change = fc.record({
      after: fc.integer({ min: 1, max: 600 }),
      volume: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    fc.assert(
      fc.property(fc.array(change, { maxLength: 8 }), (changes) => {
        const rig = new Rig()
        rig.queue.enqueue(part, tone(6000, 0), 0)
        for (const { after, volume } of changes) {
          rig.take(after)
          rig.playout.setVolume(volume)
        }
        rig.take(1000)
        expect(rig.largestStep).toBeLessThanOrEqual(TONE_STEP * 1.5)
      }),
    )
  })
})

describe('volume', () => {
  const level = (rig: Rig): number => Math.max(...rig.output.slice(-240))

  test.each([
    [1, 8000],
    [0.5, 8000 * 10 ** (-10 / 20)],
    [0, 0],
  ])('%d is %d of 8000, 20 ms after it was set', (volume, expected) => {
    const rig = new Rig()
    rig.queue.enqueue(part, tone(6000, 0), 0)
    rig.take(1000)
    rig.playout.setVolume(volume)
    rig.take(480 + 240)
    expect(Math.abs(level(rig) - expected)).toBeLessThan(15)
  })

  test('holds from the first sample when it was set in silence', () => {
    const rig = new Rig()
    rig.take(240)
    rig.playout.setVolume(0.5)
    rig.queue.enqueue(part, new Int16Array(1000).fill(1000), 0)
    rig.wait()
    rig.take(240)
    expect(new Set(rig.output.slice(240))).toEqual(new Set([315]))
  })

  test('beyond its limits is taken for the limit', () => {
    const rig = new Rig()
    rig.playout.setVolume(7)
    rig.queue.enqueue(part, new Int16Array(1000).fill(1000), 0)
    rig.wait()
    rig.take(240)
    expect(rig.output[0]).toBe(1000)
  })
})

test('sound that was missing is faded out over 10 ms and faded in over 5', () => {
  const rig = new Rig()
  rig.queue.enqueue(part, new Int16Array(1200).fill(900), 0)
  rig.wait()
  rig.take(2400)
  rig.queue.enqueue(part, new Int16Array(1200).fill(900), 0)
  rig.wait()
  rig.take(1200)
  const { output } = rig
  expect(output.slice(1100, 1200)).toEqual(Array(100).fill(900))
  const fade = output.slice(1200, 1440)
  expect(fade).toEqual([...fade].sort((left, right) => right - left))
  expect(fade[60]).toBeGreaterThan(600)
  expect(output.slice(1440, 2400).every((sample) => sample === 0)).toBe(true)
  expect(output[2400]).toBe(8)
  expect(output[2400 + 60]).toBeCloseTo(458, -1)
  expect(output.slice(2400 + 120, 3600)).toEqual(Array(1080).fill(900))
})
