import { SAMPLE_RATE } from '../../shared/audio-format'
import { toAppError } from '../../shared/ipc/result'
import type { Microphone, MicrophoneListener } from '../ports/session'
import type { AudioDevice, InputStream } from './audio-device'
import { FrameCutter } from './frames'
import { toMono } from './pcm'
import { loadResampler } from './resampling/resampler'
import type { Resampler } from './resampling/resampler'

export interface MicrophoneOptions {
  /** A device of the device's list; the system's default when absent. */
  readonly deviceId?: string
}

/**
 * A microphone on any audio device. The listener gets frames of 10 ms of 24 kHz mono PCM16, whatever the device's rate and
 * channels. Delivers nothing after `close()`. Can be opened again after a close or a failure.
 */
export function createMicrophone(device: AudioDevice, options: MicrophoneOptions = {}): Microphone {
  let current: Capture | undefined
  return {
    async open(listener) {
      if (current && !current.over) throw new Error('The microphone is already open')
      const capture = new Capture(device, options, listener)
      current = capture
      await capture.opened
    },
    async close() {
      await current?.close()
    },
  }
}

/** One opening of the device: from `open()` to `close()` or a failure. */
class Capture {
  readonly opened: Promise<void>
  readonly #listener: MicrophoneListener
  readonly #cutter: FrameCutter
  #stream: InputStream | undefined
  #resampler: Resampler | undefined
  #over = false

  constructor(device: AudioDevice, options: MicrophoneOptions, listener: MicrophoneListener) {
    this.#listener = listener
    this.#cutter = new FrameCutter((frame) => {
      if (!this.#over) listener.onFrame(frame)
    })
    this.opened = this.#open(device, options)
  }

  get over(): boolean {
    return this.#over
  }

  async close(): Promise<void> {
    this.#over = true
    await this.opened.catch(() => undefined) // it was told to whoever opened it
    await this.#stream?.close()
  }

  async #open(device: AudioDevice, options: MicrophoneOptions): Promise<void> {
    try {
      const createResampler = await loadResampler()
      this.#stream = await device.openInput({
        ...options,
        onSamples: (samples) => this.#take(samples),
        onEnd: () => this.#end(),
        onFailure: (failure) => this.#fail(failure),
      })
      this.#resampler = createResampler(this.#stream.sampleRate, SAMPLE_RATE)
    } catch (error) {
      this.#over = true
      throw error
    }
  }

  #take(samples: Int16Array): void {
    if (this.#over || !this.#stream || !this.#resampler) return
    this.#cutter.push(this.#resampler.process(toMono(samples, this.#stream.channels)))
  }

  /** Silence may still follow from a device that goes on like a quiet microphone. */
  #end(): void {
    if (this.#over) return
    if (this.#resampler) this.#cutter.push(this.#resampler.flush())
    this.#cutter.flush()
    this.#listener.onEnd()
  }

  #fail(failure: Error): void {
    if (this.#over) return
    this.#over = true
    void this.#stream?.close()
    this.#listener.onFailure(toAppError(failure))
  }
}
