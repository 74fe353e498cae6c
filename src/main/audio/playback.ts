import type { Clock } from '../../shared/clock'
import type { AudioPart, PlayedAudio, Speaker, SpeakerListener } from '../ports/session'
import type { AudioDevice } from './audio-device'
import { DeviceOutput } from './playout/device-output'
import { HeardTracker } from './playout/heard-tracker'
import type { PumpSource } from './playout/output-pump'
import { Playout } from './playout/playout'
import type { PlayoutStatistics } from './playout/playout-counters'
import { PlayoutQueue } from './playout/playout-queue'
import { PlayoutReports } from './playout/playout-reports'
import type { PartPosition } from './playout/playout-reports'
import { playedOf } from './playout/queued-part'

export interface SpeakerOptions {
  /** A device of the device's list; the system's default when absent. */
  readonly deviceId?: string
  /**
   * Receives everything that is handed to the device, silence included, in order and without gaps: 24 kHz mono with the
   * volume applied, and the number of samples, these included, that have not left the speaker.
   */
  readonly onWrite?: (samples: Int16Array, pendingSamples: number) => void
  /** Receives the position of the part being played, at most every 20 ms. */
  readonly onPosition?: (position: PartPosition) => void
}

/** A speaker on an audio device. */
export interface DeviceSpeaker extends Speaker {
  /** Figures of the playback so far. */
  readonly statistics: PlayoutStatistics
  /**
   * Sets the volume from now on, without a click. Sample counts don't change.
   * @param volume 0 (silence) to 1 (as it came); 0.5 sounds half as loud as 1.
   */
  setVolume(volume: number): void
}

/**
 * A speaker on any audio device.
 *
 * What `interrupt()` reports as played is what was handed to the device. That is more than has left the speaker at that
 * moment, by the little that the device holds; but no device can be told to forget it, so it is heard before the silence
 * begins, whatever latency there is behind the device that nobody can ask for (Bluetooth, a sound server). What the
 * listener will have heard is what the model must remember. While a part plays, `onProgress` and `onHeard` go by what
 * has left the speaker as far as the device can tell. The queue is dropped and the fade begun when the call returns.
 *
 * After `onFailure` the device is closed but the queue is kept: `open()` again goes on in the middle of the sentence, on
 * whatever device there is then. `close()` forgets the queue.
 */
export function createSpeaker(device: AudioDevice, clock: Clock, options: SpeakerOptions = {}): DeviceSpeaker {
  return new SpeakerOnDevice(device, clock, options)
}

class SpeakerOnDevice implements DeviceSpeaker, PumpSource {
  readonly #device: AudioDevice
  readonly #clock: Clock
  readonly #options: SpeakerOptions
  readonly #queue = new PlayoutQueue()
  readonly #tracker = new HeardTracker()
  readonly #playout = new Playout(this.#queue, this.#tracker)
  readonly #reports: PlayoutReports
  #output: DeviceOutput | undefined

  constructor(device: AudioDevice, clock: Clock, options: SpeakerOptions) {
    this.#device = device
    this.#clock = clock
    this.#options = options
    this.#reports = new PlayoutReports(this.#queue, (position) => options.onPosition?.(position))
  }

  get statistics(): PlayoutStatistics {
    return this.#queue.statistics
  }

  async open(listener: SpeakerListener): Promise<void> {
    if (this.#output && !this.#output.over) throw new Error('The speaker is already open')
    this.#output = new DeviceOutput(listener, this, () => this.#playout.silenced())
    await this.#output.open(this.#device, this.#options.deviceId, this.#clock)
  }

  enqueue(part: AudioPart, samples: Int16Array): void {
    this.#queue.enqueue(part, samples, this.#clock.now())
    this.#output?.wake()
  }

  finish(part: AudioPart): void {
    this.#queue.finish(part)
    this.#output?.wake()
  }

  interrupt(): Promise<readonly PlayedAudio[]> {
    const parts = this.#playout.interrupt()
    this.#output?.wake()
    return Promise.resolve(parts.map((part) => playedOf(part, part.handedOverSamples)))
  }

  setVolume(volume: number): void {
    this.#playout.setVolume(volume)
  }

  async close(): Promise<void> {
    this.#playout.interrupt()
    this.#playout.silenced()
    await this.#output?.close()
  }

  // --- what the pump asks and tells ------------------------------------------------------------------------------

  get isSilent(): boolean {
    return this.#playout.isSilent(this.#clock.now())
  }

  next(count: number, padded: boolean): Int16Array {
    return this.#playout.next(count, this.#clock.now(), padded)
  }

  onWrite(samples: Int16Array, pendingSamples: number): void {
    this.#options.onWrite?.(samples, pendingSamples)
  }

  onPending(samples: number): void {
    this.#tracker.advance(samples)
    if (this.#output) this.#reports.report(this.#output.listener, this.#clock.now())
  }
}
