import { describe, expect, test } from 'vitest'
import { ManualClock } from '../../../test/support/manual-clock'
import { every, RealTimeSink } from './real-time'

describe('every', () => {
  test('calls back by an absolute schedule, and catches up what a busy program missed', async () => {
    const clock = new ManualClock()
    const calls: number[] = []
    every(clock, 10, () => {
      calls.push(clock.now())
      if (calls.length === 2) busy()
    })
    // A callback that takes 35 ms: time moves on while no timer can run.
    const busy = (): void => void clock.advance(35)
    await clock.advance(100)
    expect(calls.length).toBe(10)
    expect(calls.at(-1)).toBe(100)
  })

  test('is silent once it was cancelled, also from within', async () => {
    const clock = new ManualClock()
    let calls = 0
    const cancel = every(clock, 10, () => {
      if (++calls === 3) cancel()
    })
    await clock.advance(200)
    expect(calls).toBe(3)
  })
})

describe('RealTimeSink', () => {
  test('takes two blocks of 10 ms at once, and then one every 10 ms', async () => {
    const clock = new ManualClock()
    const sink = new RealTimeSink(clock, 24_000)
    const taken: number[] = []
    const write = async (): Promise<void> => {
      for (let block = 0; block < 8; block++) {
        await sink.take(240)
        taken.push(clock.now())
        expect(sink.pendingSamples()).toBeLessThanOrEqual(480)
      }
    }
    void write()
    await clock.advance(200)
    expect(taken).toEqual([0, 0, 10, 20, 30, 40, 50, 60])
    expect(sink.pendingSamples()).toBe(0)
  })

  test('a writer that was late catches up with the schedule', async () => {
    const clock = new ManualClock()
    const sink = new RealTimeSink(clock, 24_000)
    void sink.take(240)
    await clock.advance(100)
    let free = 0
    const write = async (): Promise<void> => {
      for (; free < 20; free++) await sink.take(240)
    }
    void write()
    await clock.advance(0)
    for (let turn = 0; turn < 20; turn++) await clock.advance(0)
    expect(free).toBe(11) // 100 ms missed, 10 of which had been written, and 20 ms ahead
  })

  test('lets the writer go when it is closed', async () => {
    const sink = new RealTimeSink(new ManualClock(), 24_000)
    const waiting = sink.take(24_000)
    sink.close()
    await waiting
  })
})
