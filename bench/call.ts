import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout } from 'node:timers/promises'
import { systemClock } from '../src/main/clock/system-clock'
import { startDemoServer } from '../src/main/demo/server'
import type { SessionUpdate } from '../src/main/session/service'
import type { EchoChoice } from '../src/shared/settings'
import { resourcesDirectory } from '../test/support/sounds'
import { soundCardMissing, startVirtualSoundCard, type VirtualSoundCard } from '../test/support/virtual-sound-card'
import { useOf } from './desktop/process-tree'
import { openRoom } from './sound/room'
import { type SoundRig, startSoundRig } from './sound/rig'
import type { Benchmark, Finding } from './support/benchmark'
import { median, percentile } from './support/measure'
import { buildMissing } from './support/places'
import { runWhenMain } from './support/run-when-main'

/**
 * Hands-free calls with the demo, through a room in which the microphone hears the speaker 60 ms later and 10 dB quieter:
 * - `call.self_interruptions`: how often the assistant took itself for the user in two minutes, and without cancellation.
 * - `call.turns`: how many spoken turns were answered in these minutes.
 * - `call.erle_db`: what the canceller says about itself at the end of each answer, the median.
 * - `call.interrupted_of_100`: how many of 100 voices over an answer, from its first second on, interrupted it; and how
 *   long after the voice had begun, with the echo and without one.
 * - `cpu.call_percent`: of one core, for the call with cancellation: sound process, session, and the demo server too.
 */

const CALL_MS = 120_000
const DELAY_MS = 60
const hello = path.join(import.meta.dirname, '../test/fixtures/hello.wav')
/** Takes about ten seconds to say. */
const LONG_QUESTION = 'What is 987654 * 123456?'

interface Call {
  readonly selfInterruptions: number
  readonly turns: number
  readonly erleDb: readonly number[]
  readonly cpuPercent: number
}

async function run(): Promise<readonly Finding[]> {
  const missing = soundCardMissing() ?? buildMissing()
  if (missing !== undefined) return [{ name: 'call', skipped: missing }]
  const server = await startDemoServer({ dialect: 'ga', clock: systemClock, resourcesDirectory })
  const card = await startVirtualSoundCard()
  try {
    const quiet = await voicesOver(server.url, card, 'off', 20)
    const room = await openRoom(card, DELAY_MS)
    const on = await call(server.url, card, 'on')
    const off = await call(server.url, card, 'off')
    const over = await voicesOver(server.url, card, 'on', 100)
    await room.close()
    return [
      { name: 'call.self_interruptions', value: on.selfInterruptions, target: 0 },
      { name: 'call.self_interruptions_without', value: off.selfInterruptions },
      { name: 'call.turns', value: on.turns },
      { name: 'call.erle_db', value: median(on.erleDb) },
      { name: 'cpu.call_percent', value: on.cpuPercent },
      { name: 'call.interrupted_of_100', value: over.length },
      { name: 'call.interrupted_after_ms', value: percentile(over, 0.5) },
      { name: 'call.interrupted_after_without_echo_ms', value: percentile(quiet, 0.5) },
    ]
  } finally {
    await card.stop()
    await server.close()
  }
}

/** Two minutes in which somebody speaks now and then, and lets long answers be said. */
async function call(url: string, card: VirtualSoundCard, echo: EchoChoice): Promise<Call> {
  const erleDb: number[] = []
  const heard: { erleDb: number | null } = { erleDb: null }
  const rig = await startSoundRig({
    url,
    card,
    echo,
    mode: 'server_vad',
    listener: { onEcho: (status) => Object.assign(heard, { erleDb: status.erleDb }) },
  })
  let speaking = false
  let selfInterruptions = 0
  let turns = 0
  rig.service.subscribe((update) => {
    if (eventOf(update) === 'input_audio_buffer.speech_started' && !speaking) selfInterruptions += 1
  })
  const before = { ...useOf(process.pid), at: performance.now() }
  const end = performance.now() + CALL_MS
  while (performance.now() < end) {
    speaking = true
    const answered = nextActivity(rig, 'speaking')
    await card.speak(hello)
    await Promise.race([answered, setTimeout(5000)])
    speaking = false
    await Promise.race([nextActivity(rig, 'waiting'), setTimeout(15_000)])
    turns += 1
    if (heard.erleDb !== null) erleDb.push(heard.erleDb)
    rig.service.type(LONG_QUESTION)
    await Promise.race([nextActivity(rig, 'speaking'), setTimeout(5000)])
    await Promise.race([nextActivity(rig, 'waiting'), setTimeout(25_000)])
    if (heard.erleDb !== null) erleDb.push(heard.erleDb)
  }
  const { cpuMs } = useOf(process.pid)
  const cpuPercent = ((cpuMs - before.cpuMs) * 100) / (performance.now() - before.at)
  await rig.close()
  return { selfInterruptions, turns, erleDb, cpuPercent }
}

/** Speaks over so many answers; answers how long after each voice began the answer was interrupted, for those that were. */
async function voicesOver(url: string, card: VirtualSoundCard, echo: EchoChoice, times: number): Promise<number[]> {
  const rig = await startSoundRig({ url, card, echo, mode: 'server_vad' })
  const delays: number[] = []
  for (let time = 0; time < times; time++) {
    const speaks = nextActivity(rig, 'speaking')
    rig.service.type(LONG_QUESTION)
    await Promise.race([speaks, setTimeout(5000)])
    await setTimeout(1000 + (time % 10) * 200)
    const started = nextEvent(rig, 'input_audio_buffer.speech_started')
    const at = performance.now()
    const spoken = card.speak(hello)
    const interrupted = await Promise.race([started.then(() => performance.now() - at), setTimeout(2500, null)])
    if (interrupted !== null) delays.push(interrupted)
    await spoken
    await Promise.race([nextActivity(rig, 'speaking'), setTimeout(3000)])
    rig.service.post({ type: 'interrupt' })
    await rig.service.settled()
    await setTimeout(500)
  }
  await rig.close()
  return delays
}

const eventOf = (update: SessionUpdate): string =>
  update.type === 'frame' && update.frame.kind === 'event' ? update.frame.event.type : ''

const next = (rig: SoundRig, fits: (update: SessionUpdate) => boolean): Promise<void> =>
  new Promise((resolve) => {
    const unsubscribe = rig.service.subscribe((update) => {
      if (!fits(update)) return
      unsubscribe()
      resolve()
    })
  })

const nextEvent = (rig: SoundRig, type: string): Promise<void> => next(rig, (update) => eventOf(update) === type)

const nextActivity = (rig: SoundRig, activity: string): Promise<void> =>
  next(rig, (update) => update.type === 'state' && update.state.phase === 'ready' && update.state.activity === activity)

export const benchmark: Benchmark = { name: 'call', run }

await runWhenMain(import.meta.url, benchmark)
