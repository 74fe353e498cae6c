import { FRAME_SAMPLES } from '../../../shared/audio-format'
import type { Move } from './alignment'
import { directSound } from './delay-finder'
import { EchoPath } from './echo-path'
import type { Reference } from './reference'

/** The part of the path that is modelled, in frames: 100 ms, up to 8 kHz, where speech is. */
const PARTITIONS = 10
const BAND = 2 / 3
const TRANSFORM_LENGTH = 512
/** A loop of about -10 dB is expected. */
const PRIOR = 0.1

/** Takes out of the microphone what a linear filter can. It does nothing to voices. */
export class LinearStage {
  readonly #reference: Reference
  readonly #path = new EchoPath({
    frame: FRAME_SAMPLES,
    transform: TRANSFORM_LENGTH,
    partitions: PARTITIONS,
    band: BAND,
    prior: PRIOR,
  })
  readonly #frame = new Float64Array(FRAME_SAMPLES)
  #nextStart = 0

  constructor(reference: Reference) {
    this.#reference = reference
  }

  /** The power of the echo in the last frame as far as its strength is known, whatever its phase. */
  get expectedEcho(): number {
    return this.#path.expectedEcho()
  }

  /**
   * @param start The reference's sample that belongs to the first of the microphone's
   * @returns What is left of the microphone's frame; overwritten by the next call
   */
  process(microphone: Float64Array, start: number): Float64Array {
    if (start !== this.#nextStart) {
      for (let past = PARTITIONS; past > 0; past--) this.#listen(start - past * FRAME_SAMPLES)
    }
    this.#nextStart = start + FRAME_SAMPLES
    this.#listen(start)
    return this.#path.process(microphone)
  }

  /** Keeps what was learnt in step with a reference that is read from elsewhere from now on. */
  move({ lead, frames }: Move): void {
    const known = directSound(this.#path.gains())
    const inSight = lead >= 0 && lead < PARTITIONS
    if (inSight && (known === null || Math.abs(known - lead) <= 1)) this.#path.shift(-frames)
    // It was the echo that jumped; the filter doesn't know yet, and what it knows is right again with the reference moved.
    else if (known !== null) this.#path.shift(lead - frames - known)
    else this.#path.forget()
  }

  #listen(start: number): void {
    this.#path.listen(this.#reference.read(start, this.#frame))
  }
}
