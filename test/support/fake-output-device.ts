import type { AudioDevice } from '../../src/main/audio/audio-device'
import { concatSamples } from '../../src/main/audio/pcm'
import { RealTimeSink } from '../../src/main/audio/real-time'
import type { PlayedAudio, SpeakerListener } from '../../src/main/ports/session'
import { SAMPLE_RATE } from '../../src/shared/audio-format'
import type { AppError } from '../../src/shared/ipc/result'
import { Failure } from '../../src/shared/ipc/result'
import type { ManualClock } from './manual-clock'

export interface OutputShape {
  readonly sampleRate?: number
  readonly channels?: 1 | 2
  readonly continuous?: boolean
  /** Takes as much at once, out of a queue of as much, as PortAudio does; little by little when absent. */
  readonly callbackMs?: number
}

/** What a fake device plays its samples by. */
type Sink = Pick<RealTimeSink, 'take' | 'pendingSamples' | 'close'>

/** A speaker that plays by the manual clock, keeps what it was given and can break. */
export class FakeOutputDevice implements AudioDevice {
  readonly blocks: Int16Array[] = []
  opened = 0
  closed = 0
  missing = false
  /** Ends the stream that is open. */
  fail: (failure: Error) => void = () => undefined
  /** The most samples that it ever had to play yet. */
  mostAhead = 0
  readonly #shape: Required<Omit<OutputShape, 'callbackMs'>>
  readonly #createSink: (sampleRate: number) => Sink

  constructor(clock: ManualClock, { callbackMs, ...shape }: OutputShape = {}) {
    this.#shape = { sampleRate: SAMPLE_RATE, channels: 1, continuous: true, ...shape }
    this.#createSink = (sampleRate) =>
      callbackMs === undefined ? new RealTimeSink(clock, sampleRate) : new CallbackSink(clock, sampleRate, callbackMs)
  }

  get written(): Int16Array {
    return concatSamples(this.blocks)
  }

  list = (): Promise<[]> => Promise.resolve([])
  openInput = (): Promise<never> => Promise.reject(new Error('No microphone'))

  openOutput: AudioDevice['openOutput'] = ({ onFailure }) => {
    if (this.missing) return Promise.reject(new Failure('audio.no_output'))
    this.opened++
    this.fail = onFailure
    const sink = this.#createSink(this.#shape.sampleRate)
    return Promise.resolve({
      ...this.#shape,
      write: (samples) => {
        this.blocks.push(samples)
        const taken = sink.take(samples.length / this.#shape.channels)
        this.mostAhead = Math.max(this.mostAhead, sink.pendingSamples())
        return taken
      },
      pendingSamples: () => sink.pendingSamples(),
      close: () => {
        this.closed++
        sink.close()
        return Promise.resolve()
      },
    })
  }
}

/** Takes a callback's worth at once; a writer waits while as much is queued. Behind that the system keeps three of them. */
class CallbackSink implements Sink {
  readonly #callbackSamples: number
  #queued = 0
  #written = 0
  #closed = false
  #admit: () => void = () => undefined

  constructor(clock: ManualClock, sampleRate: number, callbackMs: number) {
    this.#callbackSamples = (sampleRate * callbackMs) / 1000
    const take = (): void => {
      this.#queued = Math.max(0, this.#queued - this.#callbackSamples)
      this.#admit()
      if (!this.#closed) clock.schedule(callbackMs, take)
    }
    clock.schedule(callbackMs, take)
  }

  take(samples: number): Promise<void> {
    const isFull = this.#queued >= this.#callbackSamples
    this.#queued += samples
    this.#written += samples
    return isFull ? new Promise((resolve) => (this.#admit = resolve)) : Promise.resolve()
  }

  pendingSamples(): number {
    return Math.min(this.#written, this.#queued + 3 * this.#callbackSamples)
  }

  close(): void {
    this.#closed = true
    this.#admit()
  }
}

/** Keeps what a speaker reports. */
export class SpeakerLog implements SpeakerListener {
  readonly progress: PlayedAudio[] = []
  readonly heard: PlayedAudio[] = []
  readonly failures: AppError[] = []
  onProgress = (played: PlayedAudio): void => void this.progress.push(played)
  onHeard = (played: PlayedAudio): void => void this.heard.push(played)
  onFailure = (error: AppError): void => void this.failures.push(error)
}
