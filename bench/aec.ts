import { performance } from 'node:perf_hooks'
import { loadEchoCanceller } from '../src/main/audio/echo/echo-canceller'
import { systemClock } from '../src/main/clock/system-clock'
import { FRAME_SAMPLES } from '../src/shared/audio-format'
import { answer, cancelEcho, erle, interruptions, voice, voiceLoss } from '../test/support/echo-rig'
import { echoIn, heardIn, placed } from '../test/support/room'
import type { Benchmark, Measurement } from './support/benchmark'
import { percentile } from './support/measure'
import { runWhenMain } from './support/run-when-main'

/**
 * The echo canceller in a synthetic room (10 dB between speaker and microphone, reflections up to 80 ms), for ways of 20,
 * 60, 150 and 250 ms and clocks that differ by 0 and 100 millionths either way; of each figure the worst:
 * - `aec.erle_second_2_db`, `aec.erle_db`: how much quieter the echo is in the second second of speech, and after eight.
 * - `aec.double_talk_loss_db`: what a second voice over the answer loses, from the first second on and later.
 * - `aec.interruptions`: how often a server would take what is left of the echo for somebody who speaks, in all.
 * - `aec.us_per_frame`: processor time for 10 ms of sound; the median over frames, and the 99th percentile.
 *
 * The limits of the first two are lower ones: 28 dB and 35 dB. They are told without a target, which would be an upper one.
 */

const SECONDS = 30
const DELAYS_MS = [20, 60, 150, 250]
const DRIFTS_PPM = [0, 100, -100]
const VOICES_AT = [1.5, 12, 20]

async function run(): Promise<readonly Measurement[]> {
  const played = answer(SECONDS)
  const early: number[] = []
  const late: number[] = []
  const losses: number[] = []
  let interrupted = 0
  for (const delayMs of DELAYS_MS) {
    for (const driftPpm of DRIFTS_PPM) {
      const echo = echoIn({ delayMs, driftPpm }, played)
      const alone = heardIn({}, echo)
      const cancelled = await cancelEcho(played, alone, { driftPpm })
      early.push(erle(alone, cancelled, 1.5, 2.5))
      late.push(erle(alone, cancelled, 8.5, SECONDS - 1))
      interrupted += interruptions(cancelled)
      const spoken = heardIn({}, echo, placed(voice(), VOICES_AT, SECONDS))
      const both = await cancelEcho(played, spoken, { driftPpm })
      losses.push(...VOICES_AT.map((at) => voiceLoss(voice(), both, at)))
    }
  }
  const times = await frameTimes(played, heardIn({}, echoIn({ delayMs: 60 }, played)))
  return [
    { name: 'aec.erle_second_2_db', value: Math.min(...early) },
    { name: 'aec.erle_db', value: Math.min(...late) },
    { name: 'aec.double_talk_loss_db', value: Math.max(...losses), target: 3 },
    { name: 'aec.interruptions', value: interrupted, target: 0 },
    { name: 'aec.us_per_frame', value: percentile(times, 0.5), target: 400 },
    { name: 'aec.us_per_frame_p99', value: percentile(times, 0.99) },
  ]
}

/** What each frame costs, played and heard, in microseconds. */
async function frameTimes(played: Int16Array, microphone: Int16Array): Promise<readonly number[]> {
  const canceller = await loadEchoCanceller(systemClock)
  const times: number[] = []
  for (let from = 0; from + FRAME_SAMPLES <= microphone.length; from += FRAME_SAMPLES) {
    const start = performance.now()
    canceller.played(played.subarray(from, from + FRAME_SAMPLES), FRAME_SAMPLES)
    canceller.process(microphone.subarray(from, from + FRAME_SAMPLES))
    times.push((performance.now() - start) * 1000)
  }
  canceller.close()
  return times
}

export const benchmark: Benchmark = { name: 'aec', run }

await runWhenMain(import.meta.url, benchmark)
