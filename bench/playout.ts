import { performance } from 'node:perf_hooks'
import { createSpeaker, type DeviceSpeaker } from '../src/main/audio/playback'
import { HeardTracker } from '../src/main/audio/playout/heard-tracker'
import { Playout } from '../src/main/audio/playout/playout'
import { PlayoutQueue } from '../src/main/audio/playout/playout-queue'
import { FRAME_SAMPLES, msToSamples } from '../src/shared/audio-format'
import { FakeOutputDevice, SpeakerLog } from '../test/support/fake-output-device'
import { ManualClock } from '../test/support/manual-clock'
import type { Benchmark, Measurement } from './support/benchmark'
import { percentile } from './support/measure'
import { runWhenMain } from './support/run-when-main'

/**
 * How soon answers begin, and how often they break off, by how the network brings them; on a clock that is moved by hand
 * and a device that takes 30 ms at once, so that the figures are the same on every machine.
 * - `playout.start_usual_ms`: from the first delta to the hand-over, p95; 100 ms in each, three times as fast as it plays.
 * - `playout.start_real_time_ms`: the same for deltas of 20 ms that come as they play, up to 5 ms late.
 * - `playout.starved_real_time_per_min`: how often these ran dry.
 * - `playout.starved_stalls_per_min`: the same where nothing gets through for 150 ms in every second, from the tenth
 *   second on; `playout.start_stalls_ms` is what that costs.
 * - `playout.block_us`: what 10 ms of sound cost, in processor time; `playout.gap_us` the same where sound breaks off.
 */

const ANSWERS = 40
const CALLBACK_MS = 30
const START_TARGET_MS = 80

interface Piece {
  readonly ms: number
  readonly atMs: number
}

/** Answers, their pieces' times counted from each one's beginning. */
type Delivery = (answer: number) => readonly Piece[]

interface Outcome {
  readonly startsMs: readonly number[]
  readonly starvations: number
}

const usual: Delivery = () => pieces(6000, 100, (at) => at / 3)
const realTime: Delivery = (answer) => pieces(6000, 20, (at) => at + ((at / 20 + answer) % 6))
const stalling: Delivery = () =>
  pieces(6000, 20, (at) => (at % 1000 < 500 || at % 1000 >= 650 ? at : at - (at % 1000) + 650))

const pieces = (totalMs: number, ms: number, at: (playsAtMs: number) => number): Piece[] =>
  Array.from({ length: totalMs / ms }, (_, index) => ({ ms, atMs: at(index * ms) }))

async function run(): Promise<readonly Measurement[]> {
  const [fast, even, stalled] = [await play(usual), await play(realTime), await play(stalling, 2)]
  const minutes = (ANSWERS * 6) / 60
  return [
    { name: 'playout.start_usual_ms', value: percentile(fast.startsMs, 0.95), target: START_TARGET_MS },
    { name: 'playout.start_real_time_ms', value: percentile(even.startsMs, 0.95), target: START_TARGET_MS },
    { name: 'playout.starved_real_time_per_min', value: even.starvations / minutes, target: 0 },
    { name: 'playout.start_stalls_ms', value: percentile(stalled.startsMs, 0.95) },
    { name: 'playout.starved_stalls_per_min', value: stalled.starvations / minutes, target: 0 },
    { name: 'playout.block_us', value: blockMicroseconds(FRAME_SAMPLES), target: 100 },
    { name: 'playout.gap_us', value: blockMicroseconds(FRAME_SAMPLES / 2) },
  ]
}

/** @param unmeasured how many answers come first, from which the speaker learns */
async function play(delivery: Delivery, unmeasured = 0): Promise<Outcome> {
  const clock = new ManualClock()
  const speaker = createSpeaker(new FakeOutputDevice(clock, { callbackMs: CALLBACK_MS }), clock)
  await speaker.open(new SpeakerLog())
  for (let answer = 0; answer < unmeasured; answer++) await say(speaker, clock, delivery, answer)
  const before = speaker.statistics.starvations
  const startsMs: number[] = []
  for (let answer = 0; answer < ANSWERS; answer++) {
    await say(speaker, clock, delivery, unmeasured + answer)
    startsMs.push(speaker.statistics.startDelayMs)
  }
  await speaker.close()
  return { startsMs, starvations: speaker.statistics.starvations - before }
}

async function say(speaker: DeviceSpeaker, clock: ManualClock, delivery: Delivery, answer: number): Promise<void> {
  const part = { itemId: `item_${answer}`, contentIndex: 0 }
  const list = delivery(answer)
  for (const { ms, atMs } of list)
    clock.schedule(atMs, () => speaker.enqueue(part, new Int16Array(msToSamples(ms)).fill(500)))
  clock.schedule(Math.max(...list.map(({ atMs }) => atMs)), () => speaker.finish(part))
  // Answers meet the device at every point of its cycle.
  await clock.advance(8000 + (answer % CALLBACK_MS))
}

/** Processor time for a block, of which so many samples come and the rest is missing. */
function blockMicroseconds(samples: number): number {
  const queue = new PlayoutQueue()
  const playout = new Playout(queue, new HeardTracker())
  const part = { itemId: 'item', contentIndex: 0 }
  const sound = Int16Array.from({ length: samples }, (_, index) => 8000 * Math.sin(index / 10))
  const rounds = 20_000
  let start = 0
  for (let round = -rounds / 10; round < rounds; round++) {
    if (round === 0) start = performance.now()
    queue.enqueue(part, sound, round * 1000)
    playout.next(FRAME_SAMPLES, round * 1000 + 900, true)
    // What a fade-out has put off, so that every round is the same.
    if (samples < FRAME_SAMPLES) playout.next(FRAME_SAMPLES, round * 1000 + 950, true)
  }
  return ((performance.now() - start) * 1000) / rounds
}

export const benchmark: Benchmark = { name: 'playout', run }

await runWhenMain(import.meta.url, benchmark)
