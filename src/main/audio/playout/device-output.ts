import { SAMPLE_RATE } from '../../../shared/audio-format'
import type { Clock } from '../../../shared/clock'
import { toAppError } from '../../../shared/ipc/result'
import type { SpeakerListener } from '../../ports/session'
import type { AudioDevice, OutputStream } from '../audio-device'
import { loadResampler } from '../resampling/resampler'
import { OutputPump } from './output-pump'
import type { PumpSource } from './output-pump'

/** One opening of the device: from `open()` to `close()` or a failure. */
export class DeviceOutput {
  readonly listener: SpeakerListener
  readonly #source: PumpSource
  readonly #onLost: () => void
  #opening: Promise<void> = Promise.resolve()
  #stream: OutputStream | undefined
  #pump: OutputPump | undefined
  #over = false

  /** @param onLost told before the listener when the device fails. */
  constructor(listener: SpeakerListener, source: PumpSource, onLost: () => void) {
    this.listener = listener
    this.#source = source
    this.#onLost = onLost
  }

  get over(): boolean {
    return this.#over
  }

  open(device: AudioDevice, deviceId: string | undefined, clock: Clock): Promise<void> {
    this.#opening = this.#start(device, deviceId, clock)
    return this.#opening
  }

  /** Says that there is something new to play or to report. */
  wake(): void {
    this.#pump?.wake()
  }

  async close(): Promise<void> {
    this.#over = true
    this.#pump?.stop()
    await this.#opening.catch(() => undefined) // it was told to whoever opened it
    await this.#stream?.close()
  }

  async #start(device: AudioDevice, deviceId: string | undefined, clock: Clock): Promise<void> {
    try {
      const createResampler = await loadResampler()
      const stream = await device.openOutput({
        ...(deviceId !== undefined && { deviceId }),
        onFailure: (failure) => this.#fail(failure),
      })
      this.#stream = stream
      if (this.#over) return
      this.#pump = new OutputPump(stream, createResampler(SAMPLE_RATE, stream.sampleRate), clock, this.#source)
      this.#pump.run().catch((error: unknown) => this.#fail(error))
    } catch (error) {
      this.#over = true
      throw error
    }
  }

  #fail(failure: unknown): void {
    if (this.#over) return
    this.#over = true
    this.#pump?.stop()
    void this.#stream?.close()
    this.#onLost()
    this.listener.onFailure(toAppError(failure))
  }
}
