import { FRAME_SAMPLES, msToSamples } from '../../../shared/audio-format'
import type { Cancel, Clock } from '../../../shared/clock'
import { loudness } from './levels'

/** So long may a microphone keep us waiting for its sound, in milliseconds on top of the sound's own length. */
const FIRST_FRAME_MS = 2_000

/** How many frames above silence make a microphone that hears: less may be a plug that crackles. */
const HEARD_FRAMES = 5

/** Takes a microphone's frames until it has enough, or until no more can be expected. */
export class TestRecorder {
  /** Resolves when it is full. */
  readonly full: Promise<'full'>
  readonly #clock: Clock
  readonly #lengthMs: number
  readonly #frames: Int16Array[] = []
  #loudFrames = 0
  #over = false
  #cancel: Cancel = () => undefined
  #fill: () => void = () => undefined

  /** @param lengthMs how much sound is enough, in milliseconds */
  constructor(clock: Clock, lengthMs: number) {
    this.#clock = clock
    this.#lengthMs = lengthMs
    this.full = new Promise((resolve) => {
      this.#fill = () => resolve('full')
    })
  }

  /** Whether there was anything but silence. */
  get heard(): boolean {
    return this.#loudFrames >= HEARD_FRAMES
  }

  /** The microphone is open. */
  start(): void {
    this.#cancel = this.#clock.schedule(this.#lengthMs + FIRST_FRAME_MS, () => this.finish())
  }

  take(frame: Int16Array): void {
    if (this.#over) return
    this.#frames.push(frame)
    if (loudness(frame) > 0) this.#loudFrames += 1
    if (this.#frames.length * FRAME_SAMPLES >= msToSamples(this.#lengthMs)) this.finish()
  }

  /** No more sound will come, or none is wanted. */
  finish(): void {
    this.#over = true
    this.#cancel()
    this.#fill()
  }

  samples(): Int16Array {
    const all = new Int16Array(this.#frames.length * FRAME_SAMPLES)
    this.#frames.forEach((frame, index) => all.set(frame, index * FRAME_SAMPLES))
    return all
  }
}
