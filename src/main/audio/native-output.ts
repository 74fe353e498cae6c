import type { Writable } from 'node:stream'
import type { Clock } from '../../shared/clock'
import { Failure } from '../../shared/ipc/result'
import type { OutputRequest, OutputStream } from './audio-device'
import type { Buffering, NativeControls } from './native-audio'
import { closeNative } from './native-close'
import type { NativeFormat } from './native-devices'
import { samplesToBytes } from './pcm'
import { StallWatch } from './stall-watch'

/**
 * The queue and the block that is being written make 40 ms. The callbacks of 30 ms make PortAudio keep three of them
 * with the system: with shorter ones, PulseAudio's buffer ran dry on a busy machine, and with 10 to 20 ms also on an idle
 * one, again and again, losing what it held, so that a sentence rushed past at several times its speed.
 */
export const OUTPUT_BUFFERING: Buffering = { callbackMs: 30, queueBlocks: 3 }
/**
 * What the system keeps behind the queue: PortAudio's three buffers. It can't be asked (naudiodon cuts the latencies it
 * lists to whole seconds), and what a sound server or a headset adds to it is anyone's guess.
 */
const SYSTEM_MS = 3 * OUTPUT_BUFFERING.callbackMs

/** Starts a native speaker stream. */
export function startNativeOutput(
  native: Writable & NativeControls,
  format: NativeFormat,
  { onFailure }: OutputRequest,
  clock: Clock,
  onClosing: (closed: Promise<boolean>) => void,
): OutputStream {
  const state = new OutputState(native, format, clock, onFailure, onClosing)
  native.on('error', (error) => state.fail(error))
  native.start()
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
  readonly #onClosing: (closed: Promise<boolean>) => void
  readonly #watch: StallWatch
  #over = false
  #closing: Promise<void> | undefined
  /** Lengths in samples of the blocks that naudiodon holds, oldest first; the last one may still wait to be let in. */
  #blocks: number[] = []
  /** All that was written, in samples per channel: the hardware can't hold more than it was given. */
  #written = 0
  /** When the device last made room for a block. */
  #movedAt: number | undefined

  constructor(
    native: Writable & NativeControls,
    format: NativeFormat,
    clock: Clock,
    onFailure: (failure: Error) => void,
    onClosing: (closed: Promise<boolean>) => void,
  ) {
    this.#native = native
    this.#format = format
    this.#clock = clock
    this.#onFailure = onFailure
    this.#onClosing = onClosing
    this.#watch = new StallWatch(clock, () => this.fail())
  }

  /** Resolves when naudiodon has room for another block, which it has only when the device has taken one. */
  write(samples: Int16Array): Promise<void> {
    if (this.#over || samples.length === 0) return Promise.resolve()
    this.#blocks.push(samples.length / this.#format.channels)
    this.#written += samples.length / this.#format.channels
    return new Promise((resolve) => {
      this.#native.write(samplesToBytes(samples), () => {
        if (this.#blocks.length > OUTPUT_BUFFERING.queueBlocks) this.#blocks.shift()
        this.#movedAt = this.#clock.now()
        this.#watch.moved()
        resolve()
      })
    })
  }

  /**
   * The blocks still queued, and the system's share. Between two callbacks the clock fills in, but for no longer than a
   * callback lasts, after which the queue would have moved.
   */
  pendingSamples(): number {
    if (this.#over || this.#movedAt === undefined) return 0
    const queued = this.#blocks.reduce((sum, block) => sum + block, 0)
    const elapsedMs = Math.min(this.#clock.now() - this.#movedAt, OUTPUT_BUFFERING.callbackMs)
    const inSystem = ((SYSTEM_MS - elapsedMs) * this.#format.sampleRate) / 1000
    return Math.min(this.#written, Math.ceil(queued + inSystem))
  }

  fail(cause?: unknown): void {
    if (this.#over) return
    void this.close()
    this.#onFailure(
      new Failure('audio.output_lost', 'The speaker is gone.', 'Check that it is plugged in and switched on.', {
        cause,
      }),
    )
  }

  close(): Promise<void> {
    this.#over = true
    this.#watch.stop()
    if (!this.#closing) {
      const closed = closeNative(this.#native, this.#clock)
      this.#onClosing(closed)
      this.#closing = closed.then(() => undefined)
    }
    return this.#closing
  }
}
