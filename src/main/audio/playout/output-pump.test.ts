import { describe, expect, test } from 'vitest'
import { ManualClock } from '../../../../test/support/manual-clock'
import type { OutputStream } from '../audio-device'
import { OutputPump } from './output-pump'

const BLOCK = 240

/**
 * A device that takes `burst` blocks at once, every 10 ms a block's worth, out of a queue of three, and keeps
 * `behind` blocks behind that queue.
 */
function startPump(
  burst: number,
  behind = 0,
): { clock: ManualClock; pump: OutputPump; writes: number[]; play: () => void } {
  const clock = new ManualClock()
  const writes: number[] = []
  let queued = 0
  let admit = (): void => undefined
  const stream: OutputStream = {
    sampleRate: 24_000,
    channels: 1,
    continuous: true,
    async write() {
      writes.push(clock.now())
      if (queued === 3) await new Promise<void>((resolve) => (admit = resolve))
      queued++
    },
    pendingSamples: () => (queued + behind) * BLOCK,
    close: () => Promise.resolve(),
  }
  const take = (): void => {
    queued = Math.max(0, queued - burst)
    admit()
    clock.schedule(burst * 10, take)
  }
  clock.schedule(burst * 10, take)
  let silent = true
  const pump = new OutputPump(
    stream,
    { delaySamples: 0, process: (block) => block, flush: () => new Int16Array(0) },
    clock,
    {
      next: (count) => new Int16Array(count),
      get isSilent() {
        return silent
      },
      onWrite: () => undefined,
      onPending: () => undefined,
    },
  )
  void pump.run()
  const play = (): void => {
    silent = false
    pump.wake()
  }
  return { clock, pump, writes, play }
}

describe('silence', () => {
  test('is held back from a device that takes block by block, and sound is not', async () => {
    const { clock, writes, play } = startPump(1)
    await clock.advance(1000)
    const last = writes.at(-1) ?? 0
    expect(writes.slice(-3).map((at) => at % 10)).toEqual([7, 7, 7])
    await clock.advance(last + 14 - clock.now()) // the device has just taken one; silence is being held back
    play()
    await clock.advance(0)
    expect(writes.at(-1)).toBe(last + 14)
  })

  test('goes on being held back when what has come may not sound yet', async () => {
    const { clock, pump, writes } = startPump(1)
    await clock.advance(1000)
    const last = writes.at(-1) ?? 0
    await clock.advance(last + 14 - clock.now())
    pump.wake()
    await clock.advance(0)
    expect(writes.at(-1)).toBe(last + 10)
    await clock.advance(6)
    expect(writes.at(-1)).toBe(last + 20)
  })

  test('fills the queue at once where the device keeps more, as hardware does that takes several blocks together', async () => {
    const { clock, writes } = startPump(3, 9)
    await clock.advance(1000)
    const late = writes.filter((at) => at > 500).map((at) => at % 30)
    expect(late.length).toBeGreaterThan(45)
    expect(late.every((at) => at === 0)).toBe(true)
  })
})

test('what is pending is told in samples at 24 kHz, with what the conversion holds back', async () => {
  const pending: number[] = []
  const stream: OutputStream = {
    sampleRate: 48_000,
    channels: 1,
    continuous: true,
    write: () => Promise.resolve(),
    pendingSamples: () => 961,
    close: () => Promise.resolve(),
  }
  const resampler = { delaySamples: 64, process: (block: Int16Array) => block, flush: () => new Int16Array(0) }
  const pump: OutputPump = new OutputPump(stream, resampler, new ManualClock(), {
    next: (count) => new Int16Array(count),
    isSilent: false,
    onWrite: () => undefined,
    onPending(samples) {
      pending.push(samples)
      if (pending.length === 3) pump.stop()
    },
  })
  await pump.run()
  expect(pending).toEqual([545, 545, 545])
})

test('a pump that was stopped writes nothing more', async () => {
  const { clock, pump, writes } = startPump(1)
  await clock.advance(100)
  pump.stop()
  await clock.advance(20)
  const before = writes.length
  await clock.advance(200)
  expect(writes.length).toBe(before)
})
