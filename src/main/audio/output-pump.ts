import { msToSamples, SAMPLE_RATE } from '../../shared/audio-format'
import type { Cancel, Clock } from '../../shared/clock'
import type { OutputStream } from './audio-device'
import { fromMono } from './pcm'
import type { Resampler } from './resampler'

/** Where a pump gets its audio from, and whom it tells how far the device is. */
export interface PumpSource {
  /**
   * The next samples (24 kHz mono) to hand over.
   * @param padded Whether exactly `count` are needed, filled up with silence; otherwise fewer or none will do.
   */
  next(count: number, padded: boolean): Int16Array
  /** Called after every write: how many samples (at 24 kHz) were handed over and haven't left the speaker. */
  onPending(samples: number): void
}

/** One write: short, because what was handed over can't be called back when the user interrupts. */
const BLOCK_SAMPLES = msToSamples(10)
/** How often a device that is not fed with silence is asked how far it is. */
const IDLE_CHECK_MS = 20

/**
 * Feeds an open stream: one block at a time, the next as soon as the device can take it. How far it runs ahead is thus
 * the device's own queue and one block; everything else stays where it can still be dropped.
 */
export class OutputPump {
  readonly #stream: OutputStream
  readonly #resampler: Resampler
  readonly #clock: Clock
  readonly #source: PumpSource
  #stopped = false
  #wake: () => void = () => undefined

  constructor(stream: OutputStream, resampler: Resampler, clock: Clock, source: PumpSource) {
    this.#stream = stream
    this.#resampler = resampler
    this.#clock = clock
    this.#source = source
  }

  /** Runs until it is stopped; rejects when the stream fails. */
  async run(): Promise<void> {
    while (!this.#stopped) {
      const block = this.#source.next(BLOCK_SAMPLES, this.#stream.continuous)
      if (block.length > 0) await this.#stream.write(fromMono(this.#resampler.process(block), this.#stream.channels))
      else await this.#idle()
      if (!this.#isStopped()) this.#source.onPending(this.#pending())
    }
  }

  /** Says that there is something new to play or to report. */
  wake(): void {
    this.#wake()
  }

  stop(): void {
    this.#stopped = true
    this.#wake()
  }

  #isStopped(): boolean {
    return this.#stopped
  }

  #pending(): number {
    const inDevice = Math.ceil((this.#stream.pendingSamples() * SAMPLE_RATE) / this.#stream.sampleRate)
    return inDevice + (this.#stream.continuous ? this.#resampler.delaySamples : 0)
  }

  #idle(): Promise<void> {
    return new Promise((resolve) => {
      const cancel: Cancel = this.#clock.schedule(IDLE_CHECK_MS, resolve)
      this.#wake = () => {
        cancel()
        resolve()
      }
    })
  }
}
