import { msToSamples, SAMPLE_RATE } from '../../../shared/audio-format'
import type { Cancel, Clock } from '../../../shared/clock'
import type { OutputStream } from '../audio-device'
import { fromMono } from '../pcm'
import type { Resampler } from '../resampling/resampler'

/** Where a pump gets its audio from, and whom it tells how far the device is. All samples are 24 kHz mono. */
export interface PumpSource {
  /**
   * The next samples to hand over.
   * @param padded Whether exactly `count` are needed, filled up with silence; otherwise fewer or none will do.
   */
  next(count: number, padded: boolean): Int16Array
  /** Whether the next samples would be silence, for want of anything better. */
  readonly isSilent: boolean
  /** Told of everything that is handed over, and how many samples, these included, haven't left the speaker. */
  onWrite(samples: Int16Array, pendingSamples: number): void
  /** Called after every write: how many samples were handed over and haven't left the speaker. */
  onPending(samples: number): void
}

/** One write: short, because what was handed over can't be called back when the user interrupts. */
const BLOCK_MS = 10
const BLOCK_SAMPLES = msToSamples(BLOCK_MS)
/**
 * Silence is handed over as late as it safely can be: once the device has room, it is held back for this long, in case
 * the first sound of an answer comes. Sound that comes a moment after silence was handed over has to wait behind it.
 */
const HOLD_SILENCE_MS = 7
/** A write that the device made wait at least this long shows that its queue is full. */
const FULL_QUEUE_MS = 2
/**
 * Only a device that plays what it is given within this time is worth the wait. Hardware keeps more, in bursts that have
 * to be refilled at once: with silence held back, PulseAudio's buffer ran dry again and again on a busy machine.
 */
const HOLD_WITHIN_MS = 40
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
  /** How much less than it could the device's queue holds; nothing is known until it was full for the first time. */
  #behindMs = Number.POSITIVE_INFINITY
  #writtenAt = 0

  constructor(stream: OutputStream, resampler: Resampler, clock: Clock, source: PumpSource) {
    this.#stream = stream
    this.#resampler = resampler
    this.#clock = clock
    this.#source = source
  }

  /** Runs until it is stopped; rejects when the stream fails. */
  async run(): Promise<void> {
    while (!this.#stopped) {
      await this.#holdSilence()
      const block = this.#source.next(BLOCK_SAMPLES, this.#stream.continuous)
      if (block.length > 0) await this.#write(block)
      else await this.#pause(IDLE_CHECK_MS)
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

  async #write(block: Int16Array): Promise<void> {
    const start = this.#clock.now()
    const written = this.#stream.write(fromMono(this.#resampler.process(block), this.#stream.channels))
    this.#source.onWrite(block, this.#pending())
    await written
    this.#noteWrite(start, this.#clock.now())
  }

  /** Keeps count of how far the device's queue is from full: by as much less may silence be held back. */
  #noteWrite(start: number, end: number): void {
    const isFull = end - start >= FULL_QUEUE_MS
    this.#behindMs = isFull ? 0 : Math.max(0, this.#behindMs + end - this.#writtenAt - BLOCK_MS)
    this.#writtenAt = end
  }

  /** Waits while there is nothing to play, as long as the device can be kept waiting. */
  async #holdSilence(): Promise<void> {
    const until = this.#clock.now() + this.#holdMs
    for (;;) {
      const left = until - this.#clock.now()
      if (this.#isStopped() || left <= 0 || !this.#source.isSilent) return
      await this.#pause(left)
    }
  }

  get #holdMs(): number {
    const isClose = this.#pending() <= msToSamples(HOLD_WITHIN_MS)
    return this.#stream.continuous && isClose ? HOLD_SILENCE_MS - this.#behindMs : 0
  }

  /** Waits, unless it is woken before. */
  #pause(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel: Cancel = this.#clock.schedule(delayMs, resolve)
      this.#wake = () => {
        cancel()
        resolve()
      }
    })
  }
}
