import { spawn } from 'node:child_process'
import { performance } from 'node:perf_hooks'
import { SAMPLE_RATE } from '../../src/shared/audio-format'
import { bytesToSamples } from '../../src/main/audio/pcm'
import type { VirtualSoundCard } from '../../test/support/virtual-sound-card'

/** What a speaker has played, and when each sample of it came to the recorder. */
export interface Recording {
  readonly samples: Int16Array
  /** When a sample came, on the clock of `performance.now()`, by its place; the recorder's own delay is the same for all. */
  readonly timeOf: (index: number) => number
}

export interface Recorder {
  stop(): Promise<Recording>
}

/** Records what the card's speaker plays, with a short buffer; resolves when samples arrive. */
export async function recordTimed(card: VirtualSoundCard): Promise<Recorder> {
  const format = ['--format=s16le', `--rate=${SAMPLE_RATE}`, '--channels=1', '--latency-msec=10']
  const child = spawn('parec', ['--device=spk.monitor', ...format], {
    env: { ...process.env, ...card.env },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const chunks: Buffer[] = []
  let count = 0
  // A chunk may come late and never early: the earliest tells when the first sample came.
  let start = Number.POSITIVE_INFINITY
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()))
  await new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      count += chunk.length / 2
      start = Math.min(start, performance.now() - (count * 1000) / SAMPLE_RATE)
      resolve()
    })
  })
  return {
    async stop() {
      child.kill('SIGTERM')
      await closed
      return {
        samples: bytesToSamples(Buffer.concat(chunks)).slice(),
        timeOf: (index) => start + (index * 1000) / SAMPLE_RATE,
      }
    },
  }
}

const AUDIBLE = 40

export const isAudible = (sample: number): boolean => Math.abs(sample) > AUDIBLE
