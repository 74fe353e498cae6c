import type { Writable } from 'node:stream'
import type { Clock } from '../../../shared/clock'
import { Failure } from '../../../shared/ipc/result'
import type { OutputRequest, OutputStream } from '../audio-device'
import type { Buffering, NativeControls } from './native-audio'
import { closeNative } from './native-close'
import { samplesIn } from './native-format'
import type { NativeFormat } from './native-format'
import { NativeQueue } from './native-queue'
import { samplesToBytes } from '../pcm'
import { StallWatch } from './stall-watch'

/**
 * The queue and the block that is being written make 40 ms. The callbacks of 30 ms make PortAudio keep three of them
 * with the system: with shorter ones, PulseAudio's buffer ran dry on a busy machine, and with 10 to 20 ms also on an idle
 * one, again and again, losing what it held, so that a sentence rushed past at several times its speed.
 */
export const OUTPUT_BUFFERING: Buffering = { callbackMs: 30, queueBlocks: 3 }
/**
 * What the system keeps behind the queue: PortAudio's three buffers. It can't be asked (naudiodon cuts the latencies it
 * lists to whole seconds), and what a sound server or a headset adds to it is anyone's guess. Clicks written to
 * PulseAudio's virtual card were heard on its monitor up to 9 ms earlier than this says, which is within what the
 * monitor itself can tell.
 */
const SYSTEM_BUFFER_MS = 3 * OUTPUT_BUFFERING.callbackMs

/** Makes a native speaker stream, which is running already, one of ours. */
export function nativeOutputStream(
  native: Writable & NativeControls,
  format: NativeFormat,
  { onFailure }: OutputRequest,
  clock: Clock,
): OutputStream {
  const state = new OutputState(native, format, clock, onFailure)
  native.on('error', (error) => state.fail(error))
  return {
    ...format,
    continuous: true,
    write: (samples) => state.write(samples),
    pendingSamples: () => state.pendingSamples(),
    close: () => state.close(),
  }
}

class OutputState {
  readonly #native: Writable & NativeControls
  readonly #format: NativeFormat
  readonly #clock: Clock
  readonly #onFailure: (failure: Error) => void
  readonly #watch: StallWatch
  readonly #queue: NativeQueue
  #over = false
  #closing: Promise<void> | undefined
  /** All that was written, in samples per channel: the hardware can't hold more than it was given. */
  #written = 0
  /** When the device last took something, as far as we can see. */
  #takenAt = Number.POSITIVE_INFINITY

  constructor(
    native: Writable & NativeControls,
    format: NativeFormat,
    clock: Clock,
    onFailure: (failure: Error) => void,
  ) {
    this.#native = native
    this.#format = format
    this.#clock = clock
    this.#onFailure = onFailure
    this.#watch = new StallWatch(clock, () => this.fail())
    this.#queue = new NativeQueue(samplesIn(OUTPUT_BUFFERING.callbackMs, format), OUTPUT_BUFFERING.queueBlocks)
  }

  /** Resolves when naudiodon has room for another block, which it has only when the device has taken one. */
  write(samples: Int16Array): Promise<void> {
    if (this.#over || samples.length === 0) return Promise.resolve()
    const length = samples.length / this.#format.channels
    this.#queue.offer(length)
    this.#written += length
    return new Promise((resolve) => {
      this.#native.write(samplesToBytes(samples), () => {
        if (this.#queue.letIn()) this.#takenAt = this.#clock.now()
        this.#watch.moved()
        resolve()
      })
    })
  }

  /**
   * What naudiodon queues, and the system's share. Between two callbacks the clock fills in, but for no longer than a
   * callback lasts, after which the device would have taken more.
   */
  pendingSamples(): number {
    if (this.#over) return 0
    const elapsedMs = clamp(this.#clock.now() - this.#takenAt, 0, OUTPUT_BUFFERING.callbackMs)
    const inSystem = ((SYSTEM_BUFFER_MS - elapsedMs) * this.#format.sampleRate) / 1000
    return Math.min(this.#written, Math.ceil(this.#queue.samples + inSystem))
  }

  fail(cause?: unknown): void {
    if (this.#over) return
    void this.close()
    this.#onFailure(new Failure('audio.output_lost', {}, { cause }))
  }

  close(): Promise<void> {
    this.#over = true
    this.#watch.stop()
    this.#closing ??= closeNative(this.#native, this.#clock)
    return this.#closing
  }
}

const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(value, most))
