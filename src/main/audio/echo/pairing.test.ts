import { beforeEach, describe, expect, it } from 'vitest'
import { ManualClock } from '../../../../test/support/manual-clock'
import { FRAME_SAMPLES, msToSamples } from '../../../shared/audio-format'
import { type Pair, Pairing } from './pairing'

const PENDING_MS = 60

let clock: ManualClock
let pairing: Pairing
let written: number

beforeEach(() => {
  clock = new ManualClock()
  pairing = new Pairing(clock)
  written = 0
})

interface Pace {
  readonly writeMs?: number
  readonly captureMs?: number
  /** The speaker's clock is faster by so many millionths. */
  readonly driftPpm?: number
}

/** Lets time pass, with devices that hand over so much at a time; returns the pairs. */
async function pass(ms: number, { writeMs = 10, captureMs = 10, driftPpm = 0 }: Pace = {}): Promise<Pair[]> {
  const pairs: (Pair | null)[] = []
  for (let step = 0; step < ms / 10; step++) {
    await clock.advance(10)
    const due = (clock.now() * (1 + driftPpm * 1e-6) + PENDING_MS) * 24
    for (; written + writeMs * 24 <= due; written += writeMs * 24) pairing.played(writeMs * 24, msToSamples(PENDING_MS))
    if (clock.now() % captureMs === 0) for (let at = 0; at < captureMs; at += 10) pairs.push(pairing.captured())
  }
  return pairs.filter((pair) => pair !== null)
}

const isSteady = (pairs: readonly Pair[]): boolean =>
  pairs.every(({ start }, index) => index === 0 || start === (pairs[index - 1]?.start ?? 0) + FRAME_SAMPLES)

describe('pairing', () => {
  it('has nothing to pair with before anything was played', () => {
    expect(pairing.captured()).toBeNull()
  })

  it('pairs with what leaves the speaker, or a little later, but never with what is not there yet', async () => {
    const [first, ...more] = await pass(5000)
    const leaving = msToSamples(10) - FRAME_SAMPLES
    expect(first?.start).toBeGreaterThanOrEqual(leaving)
    expect(first?.start).toBeLessThanOrEqual(leaving + msToSamples(PENDING_MS))
    expect(isSteady(more)).toBe(true)
  })

  it('counts on through bursts', async () => {
    const pairs = await pass(10_000, { writeMs: 30, captureMs: 20 })
    expect(isSteady(pairs.slice(20))).toBe(true)
  })

  it('moves by whole frames when the clocks drift apart, and tells', async () => {
    const pairs = await pass(120_000, { driftPpm: 300 })
    const drifted = pairs.filter((pair) => pair.drifted !== 0)
    expect(drifted.map((pair) => pair.drifted)).toEqual([2])
    const moved = (pairs.at(-1)?.start ?? 0) - (pairs[100]?.start ?? 0) - (pairs.length - 101) * FRAME_SAMPLES
    expect(moved).toBe(2 * FRAME_SAMPLES)
  })

  it('takes callbacks that slide past each other for no drift', async () => {
    const slideMs = 26
    const turnMs = 12_000
    const pairs: (Pair | null)[] = []
    for (let captured = 0; clock.now() < 60_000;) {
      await clock.advance(1)
      // The microphone's callbacks come later and later, and then at once as early as they were.
      const late = (((clock.now() + turnMs / 2) % turnMs) / turnMs) * slideMs
      for (; written <= (clock.now() + PENDING_MS) * 24; written += 240) pairing.played(240, msToSamples(PENDING_MS))
      for (; captured * 10 + late <= clock.now(); captured++) pairs.push(pairing.captured())
    }
    expect(pairs.filter((pair) => pair && pair.drifted !== 0)).toEqual([])
    expect(isSteady(pairs.slice(20).filter((pair) => pair !== null))).toBe(true)
  })

  it('follows a gap in the microphone within a second, without a word', async () => {
    const before = await pass(3000)
    await clock.advance(200)
    written += msToSamples(200)
    pairing.played(msToSamples(200), msToSamples(PENDING_MS))
    const after = await pass(1000)
    const ahead = (after.at(-1)?.start ?? 0) - (before.at(-1)?.start ?? 0) - 100 * FRAME_SAMPLES
    expect(ahead).toBe(msToSamples(200))
    expect(after.every(({ drifted }) => drifted === 0)).toBe(true)
  })

  it('pairs a stream that begins anew after a pause with what leaves the speaker, within a tenth of a second', async () => {
    await pass(3000)
    const beforePause = written
    for (let step = 0; step < 500; step++) {
      await clock.advance(10)
      pairing.captured()
    }
    const paused = clock.now()
    let start = 0
    for (let step = 0; step < 10; step++) {
      await clock.advance(10)
      for (; written - beforePause < msToSamples(clock.now() - paused + PENDING_MS); written += 240)
        pairing.played(240, msToSamples(PENDING_MS))
      start = pairing.captured()?.start ?? 0
    }
    expect(start + FRAME_SAMPLES).toBeGreaterThanOrEqual(written - msToSamples(PENDING_MS))
    expect(start + FRAME_SAMPLES).toBeLessThanOrEqual(written)
  })
})
