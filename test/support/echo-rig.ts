import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadEchoCanceller } from '../../src/main/audio/echo/echo-canceller'
import type { EchoCanceller } from '../../src/main/audio/echo/echo-canceller'
import { concatSamples } from '../../src/main/audio/pcm'
import { parseWav } from '../../src/main/audio/wav/wav'
import { VoiceActivityDetector } from '../../src/main/demo/audio/vad'
import { FRAME_MS, FRAME_SAMPLES, msToSamples, SAMPLE_RATE, SAMPLES_PER_MS } from '../../src/shared/audio-format'
import { ManualClock } from './manual-clock'
import { atLevel } from './room'
import { hello, resourcesDirectory, silence } from './sounds'

/** How the devices hand over sound. */
export interface Devices {
  /** How far what is handed over runs ahead of what is heard. */
  readonly pendingMs?: number
  /** What the canceller is told of it. */
  readonly toldPendingMs?: number
  /** Handed over so much at a time. */
  readonly writeMs?: number
  /** The microphone delivers so much at a time. */
  readonly captureMs?: number
  /** How late the microphone delivers what it has heard by then. */
  readonly captureLateMs?: (nowMs: number) => number
  /** How much faster the speaker's clock runs than the microphone's, in millionths. */
  readonly driftPpm?: number
  /** When the speaker is opened. The microphone is there from the beginning. */
  readonly speakerFromMs?: number
  /** The microphone loses what it hears between these moments. */
  readonly lost?: readonly [fromMs: number, untilMs: number]
  readonly onFrame?: (canceller: EchoCanceller, atMs: number) => void
}

/** What came out of a canceller. */
export interface Cancelled {
  /** As long as what the microphone delivered, and lagging {@link LAG_SAMPLES} behind. */
  readonly output: Int16Array
  readonly report: EchoCanceller['report']
}

/** A canceller's delay. */
export const LAG_SAMPLES = FRAME_SAMPLES

/**
 * Lets a canceller hear what was played and what the microphone delivered, as devices would hand it over.
 * @param played By the time at which it leaves the speaker
 */
export async function cancelEcho(
  played: Int16Array,
  microphone: Int16Array,
  devices: Devices = {},
): Promise<Cancelled> {
  const {
    pendingMs = 40,
    toldPendingMs = pendingMs,
    writeMs = 10,
    captureMs = 10,
    captureLateMs = () => 0,
    speakerFromMs = 0,
    driftPpm = 0,
  } = devices
  const clock = new ManualClock()
  const canceller = await loadEchoCanceller(clock)
  const output = new Int16Array(microphone.length)
  let written = msToSamples(speakerFromMs)
  let read = 0
  while (read + FRAME_SAMPLES <= microphone.length) {
    await clock.advance(FRAME_MS)
    const now = clock.now()
    const room = (now * (1 + driftPpm * 1e-6) + pendingMs) * SAMPLES_PER_MS
    while (now >= speakerFromMs && written + msToSamples(writeMs) <= room) {
      const block = new Int16Array(msToSamples(writeMs))
      block.set(played.subarray(written, written + block.length))
      canceller.played(block, msToSamples(toldPendingMs))
      written += block.length
    }
    if (now % captureMs !== 0) continue
    const heard = (now - captureLateMs(now)) * SAMPLES_PER_MS
    while (read + FRAME_SAMPLES <= Math.min(microphone.length, heard)) {
      const atMs = read / SAMPLES_PER_MS
      if (!devices.lost || atMs < devices.lost[0] || atMs >= devices.lost[1]) {
        output.set(canceller.process(microphone.subarray(read, read + FRAME_SAMPLES)), read)
        devices.onFrame?.(canceller, atMs)
      }
      read += FRAME_SAMPLES
    }
  }
  canceller.close()
  return { output, report: canceller.report }
}

/** How much less power is left than came in, in dB, between two moments. */
export function erle(microphone: Int16Array, { output }: Cancelled, fromSeconds: number, untilSeconds: number): number {
  const [from, until] = [fromSeconds * SAMPLE_RATE, untilSeconds * SAMPLE_RATE]
  const left = energy(output.subarray(from + LAG_SAMPLES, until + LAG_SAMPLES))
  return 10 * Math.log10(energy(microphone.subarray(from, until)) / Math.max(1, left))
}

/** How much a voice has lost, in dB: what of it is still in the output (its projection), whatever else there is. */
export function voiceLoss(voice: Int16Array, { output }: Cancelled, fromSeconds: number): number {
  const start = Math.round(fromSeconds * SAMPLE_RATE) + LAG_SAMPLES
  const gains = [-1, 0, 1].map((shift) => {
    const product = voice.reduce((sum, sample, index) => sum + sample * (output[start + index + shift] ?? 0), 0)
    return product / energy(voice)
  })
  return -20 * Math.log10(Math.max(1e-3, ...gains))
}

const energy = (samples: Int16Array): number => samples.reduce((sum, sample) => sum + sample * sample, 0)

/** How often a server would take what is left for somebody who speaks: by the demo's detection of turns, as it is set. */
export function interruptions({ output }: Pick<Cancelled, 'output'>): number {
  const detector = new VoiceActivityDetector({ threshold: 0.5, prefixPaddingMs: 300, silenceDurationMs: 500 }, 0)
  return detector.push(output).filter(({ kind }) => kind === 'speech_started').length
}

/** Sentences of the demo's voice, half a minute of them, at -20 dB, beginning after half a second. */
export function answer(seconds: number): Int16Array {
  const spoken = concatSamples(sentences.flatMap((clips) => [...clips.map(demoClip), silence(350)]))
  const samples = new Int16Array(seconds * SAMPLE_RATE)
  for (let start = msToSamples(500); start < samples.length; start += spoken.length) {
    samples.set(spoken.subarray(0, samples.length - start), start)
  }
  return atLevel(samples, -20)
}

/** Somebody else, at -22 dB: 1.8 seconds. */
export const voice = (): Int16Array => atLevel(hello(), -22)

const demoClip = (name: string): Int16Array =>
  parseWav(readFileSync(join(resourcesDirectory, 'demo', `${name}.wav`))).samples

const sentences = [
  ['help'],
  ['hello'],
  ['number-12', 'plus', 'number-7', 'equals', 'number-19'],
  ['tool-answered'],
  ['picture'],
  ['number-90', 'divided-by', 'number-6', 'equals', 'number-15'],
  ['still-there'],
  ['it-is', 'number-10', 'o-clock', 'am'],
  ['number-8', 'times', 'number-9', 'equals', 'number-70', 'number-2'],
  ['no-number'],
  ['number-50', 'minus', 'number-13', 'equals', 'number-30', 'number-7'],
  ['it-is', 'number-4', 'number-20', 'pm'],
  ['number-3', 'hundred', 'number-11', 'plus', 'number-2', 'thousand', 'equals', 'number-2', 'thousand'],
]
