import { beforeAll, describe, expect, it } from 'vitest'
import {
  answer,
  cancelEcho,
  type Cancelled,
  erle,
  LAG_SAMPLES,
  voice,
  voiceLoss,
} from '../../../../test/support/echo-rig'
import { ManualClock } from '../../../../test/support/manual-clock'
import { echoIn, heardIn, placed } from '../../../../test/support/room'
import { FRAME_SAMPLES, SAMPLE_RATE } from '../../../shared/audio-format'
import { level } from '../pcm'
import { loadEchoCanceller } from './echo-canceller'

const SECONDS = 14
/** The answer has these sounds in its second second, and a steady flow of words from then on. */
const SECOND_SECOND = [1.5, 2.5] as const
const AFTER_EIGHT = [8.5, SECONDS - 1] as const
const VOICES_AT = [1.5, 10]

const played = answer(SECONDS)

/** Ways of the sound, and clocks that differ by so many millionths: each delay, each drift. */
const rooms = [
  { delayMs: 20, driftPpm: 100 },
  { delayMs: 60, driftPpm: 0 },
  { delayMs: 150, driftPpm: -100 },
  { delayMs: 250, driftPpm: 100 },
]

describe.each(rooms)('with $delayMs ms from speaker to microphone, and clocks $driftPpm ppm apart', (room) => {
  const { driftPpm } = room
  const echo = echoIn(room, played)
  const alone = heardIn({}, echo)
  let cancelled: Cancelled

  beforeAll(async () => {
    cancelled = await cancelEcho(played, alone, { driftPpm })
  })

  it('the echo is gone from the second second on', () => {
    expect(erle(alone, cancelled, ...SECOND_SECOND)).toBeGreaterThan(28)
    expect(erle(alone, cancelled, ...AFTER_EIGHT)).toBeGreaterThan(35)
  })

  it('and that is known', () => {
    expect(cancelled.report.erleDb).toBeGreaterThan(28)
  })

  it('a voice over the answer is kept', async () => {
    const spoken = heardIn({}, echo, placed(voice(), VOICES_AT, SECONDS))
    const both = await cancelEcho(played, spoken, { driftPpm })
    for (const at of VOICES_AT) expect(voiceLoss(voice(), both, at)).toBeLessThan(3)
  })
})

describe('devices that hand over sound in bursts', () => {
  it('are kept up with', async () => {
    const alone = heardIn({}, echoIn({ delayMs: 60 }, played))
    const cancelled = await cancelEcho(played, alone, { writeMs: 30, captureMs: 20, pendingMs: 120 })
    expect(erle(alone, cancelled, ...SECOND_SECOND)).toBeGreaterThan(28)
    expect(erle(alone, cancelled, ...AFTER_EIGHT)).toBeGreaterThan(35)
  })
})

describe('where nothing is played', () => {
  it('a voice passes as it is, ten milliseconds later', async () => {
    const spoken = placed(voice(), [1], 4)
    const { output, report } = await cancelEcho(new Int16Array(spoken.length), spoken)
    expect(voiceLoss(voice(), { output, report }, 1)).toBeLessThan(0.5)
    const before = spoken.subarray(SAMPLE_RATE, SAMPLE_RATE + voice().length)
    const after = output.subarray(SAMPLE_RATE + LAG_SAMPLES, SAMPLE_RATE + LAG_SAMPLES + voice().length)
    expect(Math.abs(20 * Math.log10(level(after).rms / level(before).rms))).toBeLessThan(0.5)
    expect(report.erleDb).toBeNull()
  })
})

describe('a frame', () => {
  it('has 240 samples, or is refused', async () => {
    const canceller = await loadEchoCanceller(new ManualClock())
    expect(canceller.process(new Int16Array(FRAME_SAMPLES))).toHaveLength(FRAME_SAMPLES)
    expect(() => canceller.process(new Int16Array(FRAME_SAMPLES - 1))).toThrow(RangeError)
    canceller.close()
  })
})
