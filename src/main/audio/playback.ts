import { msToSamples, SAMPLE_RATE } from '../../shared/audio-format'
import type { Clock } from '../../shared/clock'
import { toAppError } from '../../shared/ipc/result'
import type { AudioPart, PlayedAudio, Speaker, SpeakerListener } from '../session/ports'
import type { AudioDevice, OutputStream } from './audio-device'
import { HeardTracker } from './heard-tracker'
import { OutputPump } from './output-pump'
import type { PumpSource } from './output-pump'
import { concatSamples, fadeOut } from './pcm'
import { PlayoutQueue } from './playout-queue'
import type { QueuedPart } from './playout-queue'
import { loadResampler } from './resampler'

export interface SpeakerOptions {
  /** A device of the device's list; the system's default when absent. */
  readonly deviceId?: string
}

const PROGRESS_SAMPLES = msToSamples(100)
const FADE_SAMPLES = msToSamples(5)
const NOTHING = new Int16Array(0)

/**
 * A speaker on any audio device.
 *
 * What `interrupt()` reports as played is what was handed to the device. That is more than has left the speaker at that
 * moment, by the little that the device holds; but no device can be told to forget it, so it is heard before the silence
 * begins, whatever latency there is behind the device that nobody can ask for (Bluetooth, a sound server). What the
 * listener will have heard is what the model must remember. While a part plays, `onProgress` and `onHeard` go by what
 * has left the speaker as far as the device can tell.
 *
 * After `onFailure` the device is closed but the queue is kept: `open()` again goes on in the middle of the sentence, on
 * whatever device there is then. `close()` forgets the queue.
 */
export function createSpeaker(device: AudioDevice, clock: Clock, options: SpeakerOptions = {}): Speaker {
  return new DeviceSpeaker(device, clock, options)
}

class DeviceSpeaker implements Speaker, PumpSource {
  readonly #device: AudioDevice
  readonly #clock: Clock
  readonly #options: SpeakerOptions
  readonly #queue = new PlayoutQueue()
  readonly #tracker = new HeardTracker()
  readonly #progress = new WeakMap<QueuedPart, number>()
  #output: Output | undefined
  /** A fade-out that is still to be played. */
  #tail: Int16Array = NOTHING
  /** Where the sound stands at the moment: the last sample that was handed over. */
  #lastSample = 0

  constructor(device: AudioDevice, clock: Clock, options: SpeakerOptions) {
    this.#device = device
    this.#clock = clock
    this.#options = options
  }

  async open(listener: SpeakerListener): Promise<void> {
    if (this.#output && !this.#output.over) throw new Error('The speaker is already open')
    const output = new Output(listener, this, () => this.#silenced())
    this.#output = output
    await output.open(this.#device, this.#options, this.#clock)
  }

  enqueue(part: AudioPart, samples: Int16Array): void {
    this.#queue.enqueue(part, samples)
    this.#output?.wake()
  }

  finish(part: AudioPart): void {
    this.#queue.finish(part)
    this.#output?.wake()
  }

  interrupt(): readonly PlayedAudio[] {
    const { parts, tail } = this.#queue.interrupt(FADE_SAMPLES)
    this.#tail = this.#lastSample === 0 ? NOTHING : fadeOut(extend(tail, this.#lastSample))
    this.#output?.wake()
    return parts.map((part) => played(part, part.handedOverSamples))
  }

  async close(): Promise<void> {
    this.#queue.interrupt(0)
    this.#silenced()
    await this.#output?.close()
  }

  get isSilent(): boolean {
    return this.#tail.length === 0 && !this.#queue.hasAudio
  }

  next(count: number, padded: boolean): Int16Array {
    const tail = this.#tail.subarray(0, count)
    this.#tail = this.#tail.subarray(tail.length)
    const blocks: Int16Array[] = [tail]
    let missing = count - tail.length
    this.#tracker.handedOver(undefined, tail.length)
    for (const { part, samples } of this.#queue.take(missing, this.#clock.now())) {
      this.#tracker.handedOver(part, samples.length)
      blocks.push(samples)
      missing -= samples.length
    }
    if (padded && missing > 0) {
      this.#tracker.handedOver(undefined, missing)
      blocks.push(new Int16Array(missing))
    }
    const block = concatSamples(blocks)
    this.#lastSample = block.at(-1) ?? 0
    return block
  }

  /** Parts are heard one after the other, so only the first can have anything to report, until it is over. */
  onPending(samples: number): void {
    this.#tracker.advance(samples)
    for (let part = this.#queue.first; part; part = this.#queue.first) {
      if (part.complete && part.heardSamples === part.receivedSamples) {
        this.#queue.remove(part)
        this.#output?.listener.onHeard(played(part, part.heardSamples))
        continue
      }
      const reported = this.#progress.get(part)
      const due = reported === undefined ? part.heardSamples > 0 : part.heardSamples - reported >= PROGRESS_SAMPLES
      if (due) {
        this.#progress.set(part, part.heardSamples)
        this.#output?.listener.onProgress(played(part, part.heardSamples))
      }
      return
    }
  }

  /** The device is gone: nothing sounds that would need a fade-out. */
  #silenced(): void {
    this.#tail = NOTHING
    this.#lastSample = 0
  }
}

/** One opening of the device: from `open()` to `close()` or a failure. */
class Output {
  readonly listener: SpeakerListener
  readonly #source: PumpSource
  readonly #onLost: () => void
  #opening: Promise<void> = Promise.resolve()
  #stream: OutputStream | undefined
  #pump: OutputPump | undefined
  #over = false

  constructor(listener: SpeakerListener, source: PumpSource, onLost: () => void) {
    this.listener = listener
    this.#source = source
    this.#onLost = onLost
  }

  get over(): boolean {
    return this.#over
  }

  open(device: AudioDevice, options: SpeakerOptions, clock: Clock): Promise<void> {
    this.#opening = this.#start(device, options, clock)
    return this.#opening
  }

  wake(): void {
    this.#pump?.wake()
  }

  async close(): Promise<void> {
    this.#over = true
    this.#pump?.stop()
    await this.#opening.catch(() => undefined) // it was told to whoever opened it
    await this.#stream?.close()
  }

  async #start(device: AudioDevice, options: SpeakerOptions, clock: Clock): Promise<void> {
    try {
      const createResampler = await loadResampler()
      const stream = await device.openOutput({ ...options, onFailure: (failure) => this.#fail(failure) })
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

const played = (
  { itemId, contentIndex, receivedSamples, complete }: QueuedPart,
  playedSamples: number,
): PlayedAudio => ({
  itemId,
  contentIndex,
  playedSamples,
  receivedSamples,
  complete,
})

/** Fills a fade-out up to its full length by holding the last sample: where the audio ends, the sound must not jump. */
function extend(samples: Int16Array, lastSample: number): Int16Array {
  const extended = new Int16Array(FADE_SAMPLES).fill(samples.at(-1) ?? lastSample)
  extended.set(samples)
  return extended
}
