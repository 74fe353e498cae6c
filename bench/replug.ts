import { performance } from 'node:perf_hooks'
import { SAMPLE_RATE } from '../src/shared/audio-format'
import { soundCardMissing } from '../test/support/virtual-sound-card'
import { recordTimed, isAudible } from './sound/recorder'
import { startSoundRig } from './sound/rig'
import { ScriptedServer } from './sound/scripted-server'
import type { Benchmark, Finding } from './support/benchmark'
import { percentile } from './support/measure'
import { buildMissing } from './support/places'
import { runWhenMain } from './support/run-when-main'

/**
 * Microphone and speaker are pulled out in the middle of an answer and plugged in again, twenty times in a row:
 * - `replug.speaker_back_ms`: from plugging in until the answer goes on to be audible, the worst.
 * - `replug.microphone_back_ms`: from plugging in until the microphone delivers, the worst.
 * - `replug.lost_sessions`: how often that ended the session.
 */

const ROUNDS = 20
const TARGET_MS = 1000

const tone = Int16Array.from(
  { length: 20 * SAMPLE_RATE },
  (_, index) => 8000 * Math.sin((2 * Math.PI * 330 * index) / SAMPLE_RATE),
)

async function run(): Promise<readonly Finding[]> {
  const missing = soundCardMissing() ?? buildMissing()
  if (missing !== undefined) return [{ name: 'replug', skipped: missing }]
  const server = new ScriptedServer()
  let onHeard: () => void = () => undefined
  let onPlayed: () => void = () => undefined
  const rig = await startSoundRig({
    url: await server.url(),
    mode: 'server_vad',
    echo: 'on',
    listener: { heard: () => onHeard(), played: () => onPlayed() },
  })
  const { card, service } = rig
  const speakerBack: number[] = []
  const microphoneBack: number[] = []
  let lostSessions = 0
  for (let round = 0; round < ROUNDS; round++) {
    const playing = new Promise<void>((resolve) => (onPlayed = resolve))
    server.answer(tone)
    await playing
    const missed = new Promise<void>((resolve) => {
      const unsubscribe = service.subscribe((update) => {
        if (update.type !== 'device_lost' || update.device !== 'speaker') return
        unsubscribe()
        resolve()
      })
    })
    await card.pactl('unload-module', 'module-null-sink')
    await missed
    for (const sink of ['spk', 'micsink'])
      await card.pactl('load-module', 'module-null-sink', `sink_name=${sink}`, 'rate=48000', 'norewinds=1')
    await card.pactl('load-module', 'module-remap-source', 'master=micsink.monitor', 'source_name=mic')
    await card.pactl('set-default-sink', 'spk')
    await card.pactl('set-default-source', 'mic')
    const pluggedInAt = performance.now()
    const recorder = await recordTimed(card)
    await new Promise<void>((resolve) => (onHeard = resolve))
    microphoneBack.push(performance.now() - pluggedInAt)
    await new Promise<void>((resolve) => (onPlayed = resolve))
    await new Promise((resolve) => globalThis.setTimeout(resolve, 500))
    const recording = await recorder.stop()
    const onset = recording.samples.findIndex(isAudible)
    speakerBack.push(onset < 0 ? Number.POSITIVE_INFINITY : recording.timeOf(onset) - pluggedInAt)
    if (service.state.phase !== 'ready') lostSessions += 1
    service.post({ type: 'interrupt' })
    await service.settled()
  }
  await rig.close()
  server.close()
  return [
    { name: 'replug.speaker_back_ms', value: percentile(speakerBack, 1), target: TARGET_MS },
    { name: 'replug.speaker_back_median_ms', value: percentile(speakerBack, 0.5) },
    { name: 'replug.microphone_back_ms', value: percentile(microphoneBack, 1), target: TARGET_MS },
    { name: 'replug.microphone_back_median_ms', value: percentile(microphoneBack, 0.5) },
    { name: 'replug.lost_sessions', value: lostSessions, target: 0 },
  ]
}

export const benchmark: Benchmark = { name: 'replug', run }

await runWhenMain(import.meta.url, benchmark)
