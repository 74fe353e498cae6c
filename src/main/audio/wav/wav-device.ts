import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { FRAME_MS, SAMPLE_RATE } from '../../../shared/audio-format'
import type { Clock } from '../../../shared/clock'
import { Failure } from '../../../shared/ipc/result'
import type { AudioDevice, AudioDeviceInfo, InputRequest, InputStream, OutputStream } from '../audio-device'
import { toMono } from '../pcm'
import { every, RealTimeSink } from '../real-time'
import { parseWav, type WavAudio } from './wav'
import { createWavOutput } from './wav-output'
import type { WavOutput } from './wav-output'

export interface WavDeviceOptions {
  readonly clock: Clock
  /** The file that is the microphone; without it there is none. */
  readonly inputPath?: string
  /** The file that is the speaker, written as 24 kHz mono PCM16; without it there is none. */
  readonly outputPath?: string
  /**
   * `real-time`: like hardware, by the clock. Input goes on with silence after the file's end; output is a timeline with
   * silence between the sounds. `fast`: as fast as it goes. Input ends after {@link tailMs}; output holds the sounds alone.
   */
  readonly pace: 'real-time' | 'fast'
  /** Silence after the file in `fast` input, so that a server's voice detection sees the end of speech; 2,000 ms. */
  readonly tailMs?: number
}

interface Source {
  readonly sampleRate: number
  /** The next 10 ms; silence after the file's end. */
  next(): Int16Array
  /** Whether the file has been delivered whole. */
  readonly ended: boolean
}

/**
 * Files as a microphone and a speaker. Failures: `wav.missing`, those of {@link parseWav}, `wav.not_writable`, and
 * `audio.no_input` or `audio.no_output` where no file was named.
 */
export function createWavDevice(options: WavDeviceOptions): AudioDevice {
  const { inputPath, outputPath, clock, pace } = options
  return {
    list: () => Promise.resolve(describe(options)),
    async openInput(request) {
      if (inputPath === undefined) throw new Failure('audio.no_input')
      const source = await openSource(inputPath)
      return pace === 'fast'
        ? readFast(source, request, options.tailMs ?? 2000)
        : readInRealTime(source, request, clock)
    },
    async openOutput({ onFailure }) {
      if (outputPath === undefined) throw new Failure('audio.no_output')
      const output = await createWavOutput(outputPath)
      return pace === 'fast' ? writeFast(output) : writeInRealTime(output, clock, onFailure)
    },
  }
}

function describe({ inputPath, outputPath }: WavDeviceOptions): AudioDeviceInfo[] {
  const file = (path: string, inputChannels: number): AudioDeviceInfo => ({
    id: path,
    name: basename(path),
    inputChannels,
    outputChannels: 1 - inputChannels,
    defaultSampleRate: SAMPLE_RATE,
    isDefaultInput: inputChannels > 0,
    isDefaultOutput: inputChannels === 0,
  })
  return [
    ...(inputPath === undefined ? [] : [file(inputPath, 1)]),
    ...(outputPath === undefined ? [] : [file(outputPath, 0)]),
  ]
}

/**
 * Reads a sound file.
 * @throws Failure `wav.missing`, and those of {@link parseWav}
 */
export async function readWav(path: string): Promise<WavAudio> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new Failure('wav.missing', { path }, { cause })
  })
  return parseWav(bytes)
}

async function openSource(path: string): Promise<Source> {
  const { sampleRate, channels, samples } = await readWav(path)
  const mono = toMono(samples, channels)
  const blockSamples = Math.round((sampleRate * FRAME_MS) / 1000)
  let position = 0
  return {
    sampleRate,
    next() {
      const block = new Int16Array(blockSamples)
      block.set(mono.subarray(position, position + blockSamples))
      position += blockSamples
      return block
    },
    get ended() {
      return position >= mono.length
    },
  }
}

function readInRealTime(source: Source, { onSamples, onEnd }: InputRequest, clock: Clock): InputStream {
  let told = false
  const stop = every(clock, FRAME_MS, () => {
    onSamples(source.next())
    if (told || !source.ended) return
    told = true
    onEnd?.()
  })
  return inputStream(source, stop)
}

function readFast(source: Source, { onSamples, onEnd }: InputRequest, tailMs: number): InputStream {
  let stopped = false
  const deliver = async (): Promise<void> => {
    for (let tail = 0; !source.ended || tail < tailMs;) {
      await setImmediate() // whoever sends this on must get to run in between
      if (stopped) return
      if (source.ended) tail += FRAME_MS
      onSamples(source.next())
    }
    await setImmediate()
    if (!stopped) onEnd?.()
  }
  void deliver()
  return inputStream(source, () => (stopped = true))
}

function inputStream({ sampleRate }: Source, stop: () => void): InputStream {
  return {
    sampleRate,
    channels: 1,
    close() {
      stop()
      return Promise.resolve()
    },
  }
}

function writeFast(output: WavOutput): OutputStream {
  return {
    sampleRate: SAMPLE_RATE,
    channels: 1,
    continuous: false,
    write: (samples) => output.append(samples),
    pendingSamples: () => 0,
    close: () => output.finish(),
  }
}

/** The file is written in the background: a slow disk must not hold up the sound. */
function writeInRealTime(output: WavOutput, clock: Clock, onFailure: (failure: Error) => void): OutputStream {
  const sink = new RealTimeSink(clock, SAMPLE_RATE)
  let failed = false
  return {
    sampleRate: SAMPLE_RATE,
    channels: 1,
    continuous: true,
    write(samples) {
      output.append(samples).catch((failure: unknown) => {
        if (!failed) onFailure(failure instanceof Error ? failure : new Error(String(failure)))
        failed = true
      })
      return sink.take(samples.length)
    },
    pendingSamples: () => sink.pendingSamples(),
    close() {
      sink.close()
      return output.finish()
    },
  }
}
