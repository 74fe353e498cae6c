import { msToSamples } from '../../../shared/audio-format'
import { GainRamp } from './gain-ramp'
import type { HeardTracker } from './heard-tracker'
import type { PlayoutQueue, TakenAudio } from './playout-queue'
import type { QueuedPart } from './queued-part'
import { SoundHistory } from './sound-history'
import { gainOf } from './volume'

/** After an interruption silence is wanted soon. */
const INTERRUPTED_FADE_SAMPLES = msToSamples(5)
/** Where sound is missing, a longer fade is the softer one. */
const MISSING_FADE_SAMPLES = msToSamples(10)
const FADE_IN_SAMPLES = msToSamples(5)
const VOLUME_RAMP_SAMPLES = msToSamples(20)
/** Sound that begins louder (-30 dB of full scale) was cut somewhere: begun as it is, it would click. */
const CUT_SAMPLE = 1000

/**
 * What the device is given: the queue's sound without clicks where it breaks off and goes on, at the volume that was set.
 * Only samples of parts count as theirs; what is made up to avoid a click, and silence, belong to nobody.
 */
export class Playout {
  readonly #queue: PlayoutQueue
  readonly #tracker: HeardTracker
  /** Before the volume. */
  readonly #history = new SoundHistory()
  readonly #volume = new GainRamp()
  readonly #fadeIn = new GainRamp()
  /** A fade-out that is still to be played. */
  #tail: Int16Array = new Int16Array(0)
  /** Whether the last sample that was handed over was a part's. */
  #isSounding = false

  constructor(queue: PlayoutQueue, tracker: HeardTracker) {
    this.#queue = queue
    this.#tracker = tracker
  }

  /** @param volume how loud, 0 to 1; holds for what is handed over from now on. */
  setVolume(volume: number): void {
    if (this.#isSounding || this.#tail.length > 0) this.#volume.glide(gainOf(volume), VOLUME_RAMP_SAMPLES)
    else this.#volume.set(gainOf(volume))
  }

  /** Whether the next samples would be silence, or the beginning of it. */
  isSilent(nowMs: number): boolean {
    return this.#tail.length === 0 && !this.#queue.canPlay(nowMs)
  }

  /**
   * The next samples to hand over.
   * @param padded Whether exactly `count` are needed, filled up with silence; otherwise fewer or none will do.
   */
  next(count: number, nowMs: number, padded: boolean): Int16Array {
    const block = new Int16Array(count)
    let filled = 0
    const add = (samples: Int16Array, part?: QueuedPart): void => {
      block.set(samples, filled)
      filled += samples.length
      this.#history.push(samples)
      this.#tracker.handedOver(part, samples.length)
    }
    add(this.#takeTail(count))
    for (const taken of this.#queue.take(count - filled, nowMs, padded)) add(this.#begun(taken), taken.part)
    if (padded && filled < count) {
      if (this.#isSounding) this.#fadeOut(this.#history.fade(MISSING_FADE_SAMPLES))
      add(this.#takeTail(count - filled))
      add(new Int16Array(count - filled))
    }
    return this.#volume.apply(block.subarray(0, filled))
  }

  /** Drops what is queued, and fades out what sounds. @returns the parts that were not over, in playing order. */
  interrupt(): readonly QueuedPart[] {
    const { parts, tail } = this.#queue.interrupt(INTERRUPTED_FADE_SAMPLES)
    if (this.#isSounding) this.#fadeOut(this.#history.fade(INTERRUPTED_FADE_SAMPLES, this.#fadeIn.apply(tail)))
    return parts
  }

  /** The device is gone: nothing sounds that would need a fade-out. */
  silenced(): void {
    this.#tail = new Int16Array(0)
    this.#isSounding = false
  }

  #fadeOut(tail: Int16Array): void {
    this.#tail = tail
    this.#isSounding = false
  }

  #takeTail(count: number): Int16Array {
    const tail = this.#tail.subarray(0, count)
    this.#tail = this.#tail.subarray(tail.length)
    return tail
  }

  /** Samples of a part, faded in where they don't follow on others and are not a beginning themselves. */
  #begun({ samples, isBeginning }: TakenAudio): Int16Array {
    if (!this.#isSounding) {
      const isCut = !isBeginning || Math.abs(samples[0] ?? 0) > CUT_SAMPLE
      this.#fadeIn.set(isCut ? 0 : 1)
      this.#fadeIn.glide(1, FADE_IN_SAMPLES)
    }
    this.#isSounding = true
    return this.#fadeIn.apply(samples)
  }
}
