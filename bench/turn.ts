import { readFileSync } from 'node:fs'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout } from 'node:timers/promises'
import { parseWav } from '../src/main/audio/wav/wav'
import { msToSamples, SAMPLES_PER_MS } from '../src/shared/audio-format'
import { bestMatch } from '../test/support/correlation'
import { soundCardMissing } from '../test/support/virtual-sound-card'
import { type SoundRig, startSoundRig } from './sound/rig'
import { ScriptedServer } from './sound/scripted-server'
import type { Benchmark, Finding } from './support/benchmark'
import { percentile } from './support/measure'
import { buildMissing } from './support/places'
import { runWhenMain } from './support/run-when-main'

/**
 * Push-to-talk turns through the sound process, a virtual card and a socket:
 * - `ptt.first_syllable_loss_ms`: how much of what was said before the talk key went down, up to 200 ms, did not reach
 *   the server; the worst.
 * - `turn.release_to_wire_ms`: from the key's coming up until the server has the commit.
 * - `turn.first_delta_to_device_ms`: from the server's sending of the first sound of an answer until it is handed over to
 *   the speaker's device.
 * - `turn.answer_ms`: both together.
 */

const ROUNDS = 40
const EARLIEST_MS = 200
const TARGET_MS = 80
const wavPath = path.join(import.meta.dirname, '../test/fixtures/hello.wav')

interface Turn {
  readonly lossMs: number
  readonly releaseMs: number
  readonly deltaMs: number
}

async function run(): Promise<readonly Finding[]> {
  const missing = soundCardMissing() ?? buildMissing()
  if (missing !== undefined) return [{ name: 'turn', skipped: missing }]
  const server = new ScriptedServer()
  const listener = { heard: (_samples: Int16Array): void => undefined, played: (): void => undefined }
  const rig = await startSoundRig({
    url: await server.url(),
    mode: 'ptt',
    echo: 'off',
    listener: { heard: (samples) => listener.heard(samples), played: () => listener.played() },
  })
  const turns: Turn[] = []
  for (let round = 0; round < ROUNDS; round++) turns.push(await take(rig, server, listener, round))
  await rig.close()
  server.close()
  const p95 = (of: (turn: Turn) => number): number => percentile(turns.map(of), 0.95)
  return [
    { name: 'ptt.first_syllable_loss_ms', value: Math.max(...turns.map(({ lossMs }) => lossMs)), target: 0 },
    { name: 'turn.release_to_wire_ms', value: p95(({ releaseMs }) => releaseMs) },
    { name: 'turn.first_delta_to_device_ms', value: p95(({ deltaMs }) => deltaMs) },
    { name: 'turn.answer_ms', value: p95(({ releaseMs, deltaMs }) => releaseMs + deltaMs), target: TARGET_MS },
  ]
}

async function take(
  { service, card }: SoundRig,
  server: ScriptedServer,
  listener: { heard: (samples: Int16Array) => void; played: () => void },
  round: number,
): Promise<Turn> {
  const speechBegins = new Promise<void>((resolve) => {
    listener.heard = (samples) => {
      if (samples.some((sample) => Math.abs(sample) > 200)) resolve()
    }
  })
  const from = performance.now()
  const spoken = card.speak(wavPath)
  await speechBegins
  await setTimeout((round * 23) % (EARLIEST_MS + 1)) // it has come this far before anybody can know that it began
  service.post({ type: 'press' })
  await spoken
  await setTimeout(300) // what is still in the sound server's buffers
  const releasedAt = performance.now()
  service.post({ type: 'release' })
  const committed = await server.frame('input_audio_buffer.commit', from)
  const handedOver = new Promise<number>((resolve) => {
    listener.played = () => resolve(performance.now())
  })
  const sentAt = server.answer(new Int16Array(msToSamples(400)).fill(2000))
  const deltaMs = (await handedOver) - sentAt
  listener.played = () => undefined
  await setTimeout(900)
  return { lossMs: lossIn(server.heard(from, committed.at)), releaseMs: committed.at - releasedAt, deltaMs }
}

/** How much of the beginning of what was said is missing, by where its middle was found. */
function lossIn(heard: Int16Array): number {
  const { samples } = parseWav(readFileSync(wavPath))
  const middle = msToSamples(600)
  const { offsetSamples, score } = bestMatch(samples.subarray(middle), heard)
  if (score < 0.8) throw new Error(`What was said did not reach the server (correlation ${score.toFixed(2)}).`)
  const onset = samples.findIndex((sample) => Math.abs(sample) > 200)
  return Math.max(0, (middle - onset - offsetSamples) / SAMPLES_PER_MS)
}

export const benchmark: Benchmark = { name: 'turn', run }

await runWhenMain(import.meta.url, benchmark)
