import { beforeAll, describe, expect, it } from 'vitest'
import {
  answer,
  cancelEcho,
  type Cancelled,
  erle,
  interruptions,
  LAG_SAMPLES,
  voice,
  voiceLoss,
} from '../../../../test/support/echo-rig'
import { ManualClock } from '../../../../test/support/manual-clock'
import { echoIn, heardIn, placed } from '../../../../test/support/room'
import { FRAME_SAMPLES, SAMPLE_RATE } from '../../../shared/audio-format'
import { loadEchoCanceller } from './echo-canceller'

const SECONDS = 12
/** The answer begins after half a second. */
const SECOND_SECOND = [1.5, 2.5] as const
const AFTER_EIGHT = [8.5, SECONDS - 1] as const

const played = answer(SECONDS)
/** Every delay; the shortest and the longest with clocks that drift either way. Without drift: double-talk.test.ts, too. */
const rooms = [
  [20, 100],
  [20, -100],
  [60, 0],
  [150, 0],
  [250, 100],
  [250, -100],
].map(([delayMs = 0, driftPpm = 0]) => ({ delayMs, driftPpm }))

describe.each(rooms)('with $delayMs ms from speaker to microphone, and clocks $driftPpm ppm apart', (room) => {
  const microphone = heardIn({}, echoIn(room, played))
  let cancelled: Cancelled

  beforeAll(async () => {
    cancelled = await cancelEcho(played, microphone, room)
  })

  it('the echo is gone from the second second on', () => {
    expect(erle(microphone, cancelled, ...SECOND_SECOND)).toBeGreaterThan(28)
    expect(erle(microphone, cancelled, ...AFTER_EIGHT)).toBeGreaterThan(35)
  })

  it('no server takes it for somebody who speaks, not even at first, though it would without', () => {
    expect(interruptions({ output: microphone })).toBeGreaterThan(0)
    expect(interruptions(cancelled)).toBe(0)
  })

  it('it is known how good that is, and how long the sound takes', () => {
    expect(cancelled.report.erleDb).toBeGreaterThan(35)
    expect(Math.abs((cancelled.report.delayMs ?? 0) - room.delayMs - 40)).toBeLessThanOrEqual(20)
  })
})

describe('devices that hand over sound in bursts', () => {
  it('are kept up with', async () => {
    const microphone = heardIn({}, echoIn({ delayMs: 60 }, played))
    const cancelled = await cancelEcho(played, microphone, { writeMs: 30, captureMs: 30, pendingMs: 90 })
    expect(erle(microphone, cancelled, ...SECOND_SECOND)).toBeGreaterThan(28)
    expect(erle(microphone, cancelled, ...AFTER_EIGHT)).toBeGreaterThan(35)
    expect(interruptions(cancelled)).toBe(0)
  })

  it('may be wrong about what is still pending', async () => {
    const microphone = heardIn({}, echoIn({ delayMs: 60 }, played)).subarray(0, 5 * SAMPLE_RATE)
    for (const devices of [{ toldPendingMs: 0 }, { pendingMs: 100, toldPendingMs: 200 }]) {
      const cancelled = await cancelEcho(played, microphone, devices)
      expect(erle(microphone, cancelled, ...SECOND_SECOND)).toBeGreaterThan(28)
      expect(interruptions(cancelled)).toBe(0)
    }
  })
})

describe('where there is no echo', () => {
  const VOICES_AT = [2, 4.5]
  const spoken = heardIn({}, placed(voice(), VOICES_AT, 7))
  const later = (output: Int16Array): Int16Array => output.subarray(LAG_SAMPLES)
  const all = spoken.subarray(0, spoken.length - LAG_SAMPLES)

  it('nothing is changed when nothing is played, 10 ms later', async () => {
    const cancelled = await cancelEcho(new Int16Array(spoken.length), spoken)
    expect(later(cancelled.output)).toEqual(all)
    expect(cancelled.report).toEqual({ erleDb: null, delayMs: null })
  })

  it('nor when there is no speaker at all', async () => {
    expect(later((await cancelEcho(played, spoken, { speakerFromMs: 60_000 })).output)).toEqual(all)
  })

  it('nothing comes of silence', async () => {
    const silence = new Int16Array(spoken.length)
    expect((await cancelEcho(silence, silence)).output).toEqual(silence)
  })

  it('a voice is kept while something is played through headphones', async () => {
    const cancelled = await cancelEcho(played, spoken)
    for (const at of VOICES_AT) expect(voiceLoss(voice(), cancelled, at)).toBeLessThan(0.5)
  })
})

describe('a canceller', () => {
  it('takes frames of 240 samples', async () => {
    const canceller = await loadEchoCanceller(new ManualClock())
    expect(canceller.process(new Int16Array(FRAME_SAMPLES))).toHaveLength(FRAME_SAMPLES)
    for (const length of [0, FRAME_SAMPLES - 1, FRAME_SAMPLES + 1])
      expect(() => canceller.process(new Int16Array(length))).toThrow(RangeError)
    canceller.close()
  })

  it('is as new after a reset', async () => {
    const microphone = heardIn({}, echoIn({ delayMs: 60 }, played)).subarray(0, 72_000)
    const run = async (resetAtMs: number): Promise<Cancelled> =>
      cancelEcho(played, microphone, {
        onFrame: (canceller, atMs) => {
          if (atMs === resetAtMs) canceller.reset()
        },
      })
    expect((await run(2990)).report).toEqual({ erleDb: null, delayMs: null })
    expect((await run(-1)).report.delayMs).not.toBeNull()
  })
})
