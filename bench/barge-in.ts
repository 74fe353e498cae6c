import { performance } from 'node:perf_hooks'
import { setTimeout } from 'node:timers/promises'
import { SAMPLE_RATE, SAMPLES_PER_MS } from '../src/shared/audio-format'
import { bestMatch } from '../test/support/correlation'
import { soundCardMissing, type VirtualSoundCard } from '../test/support/virtual-sound-card'
import { isAudible, recordTimed, type Recording } from './sound/recorder'
import { type SoundRig, startSoundRig } from './sound/rig'
import { ScriptedServer } from './sound/scripted-server'
import type { Benchmark, Finding } from './support/benchmark'
import { percentile } from './support/measure'
import { buildMissing } from './support/places'
import { runWhenMain } from './support/run-when-main'

/**
 * Interruptions, as a listener at the (virtual) speaker has them:
 * - `barge_in.silence_ms`: from the server's `speech_started` on the socket to the last audible sample.
 * - `barge_in.key_silence_ms`: the same from the talk key's going down.
 * - `barge_in.device_ms`: the device's own buffer in the same run, at the moments of the interruptions: what PulseAudio says
 *   that it and the sink hold. It swings by one callback of 30 ms, and so does the silence; of both it is the 95th percentile.
 * - `truncate.error_ms`: what the server is told was heard, against what the speaker has played.
 */

const ROUNDS = 40
const ALLOWED_MS = 40

/** Loud all the time, and different at every moment, so that its end can be told to the sample. */
const sweep = Int16Array.from({ length: 4 * SAMPLE_RATE }, (_, index) => {
  const seconds = index / SAMPLE_RATE
  return 8000 * Math.sin(2 * Math.PI * (200 + 300 * seconds) * seconds)
})

interface Interruption {
  readonly silenceMs: number
  readonly deviceMs: number
  readonly errorMs: number
}

async function run(): Promise<readonly Finding[]> {
  const missing = soundCardMissing() ?? buildMissing()
  if (missing !== undefined) return [{ name: 'barge_in', skipped: missing }]
  const server = new ScriptedServer()
  let onPlayed: () => void = () => undefined
  const rig = await startSoundRig({
    url: await server.url(),
    mode: 'server_vad',
    echo: 'off',
    listener: { played: () => onPlayed() },
  })
  const playing = (): Promise<void> =>
    new Promise((resolve) => {
      onPlayed = resolve
    })
  const bySpeech: Interruption[] = []
  const byKey: Interruption[] = []
  for (let round = 0; round < ROUNDS; round++) {
    bySpeech.push(
      await interrupt(rig, server, playing, round, () => server.send({ type: 'input_audio_buffer.speech_started' })),
    )
  }
  rig.service.post({ type: 'change_mode', mode: 'ptt' })
  for (let round = 0; round < ROUNDS; round++) {
    byKey.push(await interrupt(rig, server, playing, round, () => rig.service.post({ type: 'press' })))
    rig.service.post({ type: 'discard_turn' })
  }
  await rig.close()
  server.close()
  const p95 = (all: readonly Interruption[], what: keyof Interruption): number =>
    percentile(
      all.map((one) => one[what]),
      0.95,
    )
  const deviceMs = p95([...bySpeech, ...byKey], 'deviceMs')
  const target = ALLOWED_MS + deviceMs
  return [
    { name: 'barge_in.device_ms', value: deviceMs },
    { name: 'barge_in.silence_ms', value: p95(bySpeech, 'silenceMs'), target },
    { name: 'barge_in.key_silence_ms', value: p95(byKey, 'silenceMs'), target },
    { name: 'truncate.error_ms', value: p95([...bySpeech, ...byKey], 'errorMs'), target: 25 },
  ]
}

async function interrupt(
  { card, service }: SoundRig,
  server: ScriptedServer,
  playing: () => Promise<void>,
  round: number,
  act: () => void,
): Promise<Interruption> {
  const recorder = await recordTimed(card)
  const plays = playing()
  server.answer(sweep)
  await plays
  await setTimeout(700 + ((round * 37) % 400)) // at another point of the device's cycle each time
  const deviceMs = await bufferOf(card)
  const actedAt = performance.now()
  act()
  const { audio_end_ms: reportedMs = 0 } = await server.frame('conversation.item.truncate', actedAt)
  await setTimeout(400)
  const recording = await recorder.stop()
  await service.settled()
  const silentAt = recording.timeOf(recording.samples.findLastIndex(isAudible))
  return { silenceMs: silentAt - actedAt, deviceMs, errorMs: errorOf(recording, reportedMs) }
}

/** What is between handing over and hearing, in milliseconds, as the sound server has it. */
async function bufferOf(card: VirtualSoundCard): Promise<number> {
  const [stream = ''] = (await card.pactl('list', 'sink-inputs')).split('Sink Input #').slice(1)
  const latencies = [...stream.matchAll(/(?:Buffer|Sink) Latency: (\d+) usec/g)]
  return latencies.reduce((sum, [, microseconds]) => sum + Number(microseconds) / 1000, 0)
}

/** By how much the speaker has played more or less than was reported. */
function errorOf({ samples }: Recording, reportedMs: number): number {
  const { offsetSamples } = bestMatch(sweep.subarray(0, Math.min(reportedMs, 600) * SAMPLES_PER_MS), samples)
  const end = samples.findLastIndex(isAudible) + 1
  return Math.abs((end - offsetSamples) / SAMPLES_PER_MS - reportedMs)
}

export const benchmark: Benchmark = { name: 'barge-in', run }

await runWhenMain(import.meta.url, benchmark)
