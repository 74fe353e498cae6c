import { performance } from 'node:perf_hooks'
import { setTimeout } from 'node:timers/promises'
import { SAMPLE_RATE, SAMPLES_PER_MS } from '../src/shared/audio-format'
import { soundCardMissing } from '../test/support/virtual-sound-card'
import { startLoad } from './sound/load'
import { recordTimed } from './sound/recorder'
import { startSoundRig } from './sound/rig'
import { ScriptedServer } from './sound/scripted-server'
import type { Benchmark, Finding } from './support/benchmark'
import { buildMissing } from './support/places'
import { runWhenMain } from './support/run-when-main'

/**
 * Ten minutes of answers on a busy machine: one core is loaded and half of another, this thread (the main process's) is
 * held up for 150 ms every second and writes to the disk twenty times a second.
 * - `playout.underruns`: how often a sound was broken, as the speaker's monitor has it: silence or a jump inside of it.
 * - `playout.underruns_idle`: the same for one minute without the load, to compare with.
 */

const BUSY_MS = 600_000
const IDLE_MS = 60_000
const ANSWER_MS = 6000
const PAUSE_MS = 1500
const FREQUENCY = 440
const AMPLITUDE = 8000

/** A tone goes on as its last two samples say; what differs by more is a break. */
const NEXT = 2 * Math.cos((2 * Math.PI * FREQUENCY) / SAMPLE_RATE)
const JUMP = AMPLITUDE / 20
/** Breaks that are closer together are one. */
const APART = 50 * SAMPLES_PER_MS
/** Where a tone begins and ends there is no break. */
const EDGE = 20 * SAMPLES_PER_MS

const tone = Int16Array.from(
  { length: ANSWER_MS * SAMPLES_PER_MS },
  (_, index) => AMPLITUDE * Math.sin((2 * Math.PI * FREQUENCY * index) / SAMPLE_RATE),
)

async function run(): Promise<readonly Finding[]> {
  const missing = soundCardMissing() ?? buildMissing()
  if (missing !== undefined) return [{ name: 'playout', skipped: missing }]
  const idle = await breaksWithin(IDLE_MS, () => () => undefined)
  const busy = await breaksWithin(BUSY_MS, startLoad)
  return [
    { name: 'playout.underruns', value: busy, target: 0 },
    { name: 'playout.underruns_idle', value: idle },
  ]
}

async function breaksWithin(ms: number, load: () => () => void): Promise<number> {
  const server = new ScriptedServer()
  const rig = await startSoundRig({ url: await server.url(), mode: 'server_vad', echo: 'on' })
  const relieve = load()
  const end = performance.now() + ms
  let breaks = 0
  while (performance.now() < end) {
    const recorder = await recordTimed(rig.card)
    server.answer(tone)
    await setTimeout(ANSWER_MS + PAUSE_MS)
    breaks += breaksIn((await recorder.stop()).samples)
  }
  relieve()
  await rig.close()
  server.close()
  return breaks
}

function breaksIn(samples: Int16Array): number {
  const first = samples.findIndex((sample) => Math.abs(sample) > AMPLITUDE / 10)
  const last = samples.findLastIndex((sample) => Math.abs(sample) > AMPLITUDE / 10)
  if (first < 0) throw new Error('An answer was not heard at all.')
  let breaks = 0
  let latest = Number.NEGATIVE_INFINITY
  for (let index = first + EDGE; index < last - EDGE; index++) {
    const expected = NEXT * samples[index - 1]! - samples[index - 2]!
    const isSilent = samples[index] === 0 && samples[index - 1] === 0
    if (Math.abs(samples[index]! - expected) < JUMP && !isSilent) continue
    if (index - latest > APART) breaks += 1
    latest = index
  }
  return breaks
}

export const benchmark: Benchmark = { name: 'underruns', run }

await runWhenMain(import.meta.url, benchmark)
