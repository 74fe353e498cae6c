import { FRAME_MS, FRAME_SAMPLES, samplesToMs } from '../../../shared/audio-format'
import { DelayFinder, SEARCHED_FRAMES } from './delay-finder'
import type { Pair } from './pairing'
import type { Reference } from './reference'

/** The linear filter wants the direct sound so many frames behind the reference… */
const LEAD_FRAMES = 2
/** …and takes it within these. */
const LEAST_LEAD_FRAMES = 1
const MOST_LEAD_FRAMES = 5
/** AEC3 finds the echo by itself within these. Each move costs it what it knows, so it is moved only when it must be. */
const LEAST_SUPPRESSOR_LEAD_FRAMES = 1
const MOST_SUPPRESSOR_LEAD_FRAMES = 40
const SUPPRESSOR_LEAD_FRAMES = 6
/** As long as no echo was heard, AEC3 goes by the clock, give or take so many frames. */
const UNHEARD_FRAMES = 10

/** The reference is read from elsewhere now. */
export interface Move {
  /** How many frames behind the reference the direct sound was before. */
  readonly lead: number
  /** By how many frames later the reference is read. */
  readonly frames: number
}

/** The numbers of the samples from which the reference's next frame is read. */
export interface Aligned {
  readonly linear: number
  readonly suppressor: number
  /** Set when the linear filter's reference was moved on purpose. */
  readonly move: Move | null
}

/**
 * Decides which part of the reference belongs to a frame of the microphone: by the clock at first, then by the sound
 * itself, since there may be more on the way than anybody can be asked for (Bluetooth, a sound server).
 */
export class Alignment {
  readonly #reference: Reference
  readonly #finder = new DelayFinder()
  /** How many frames later than the pair that is searched from. */
  #linearLater = 0
  #suppressorLater = 0
  #delayMs: number | null = null
  #nextStart = 0
  readonly #frame = new Float64Array(FRAME_SAMPLES)

  constructor(reference: Reference) {
    this.#reference = reference
  }

  /** From handing over to hearing; null before it was found. */
  get delayMs(): number | null {
    return this.#delayMs
  }

  align(microphone: Float64Array, { start, drifted }: Pair): Aligned {
    if (drifted !== 0) this.#drift(drifted)
    if (start !== this.#nextStart) {
      for (let past = SEARCHED_FRAMES; past > 0; past--) this.#finder.listen(this.#read(start - past * FRAME_SAMPLES))
    }
    this.#nextStart = start + FRAME_SAMPLES
    const found = this.#finder.process(this.#read(start), microphone)
    const move = found === null ? null : this.#follow(found)
    if (found !== null) {
      this.#delayMs = Math.max(0, samplesToMs(this.#reference.end - start - FRAME_SAMPLES) + found * FRAME_MS)
    }
    return {
      linear: start - this.#linearLater * FRAME_SAMPLES,
      suppressor: start - this.#suppressorLater * FRAME_SAMPLES,
      move,
    }
  }

  /** The search goes on from elsewhere; the stages stay where they are. */
  #drift(frames: number): void {
    this.#finder.shift(frames)
    this.#linearLater += frames
    this.#suppressorLater += frames
    if (this.#delayMs === null && Math.abs(this.#suppressorLater) > UNHEARD_FRAMES) this.#suppressorLater = 0
  }

  #follow(found: number): Move | null {
    const suppressorLead = found - this.#suppressorLater
    if (suppressorLead < LEAST_SUPPRESSOR_LEAD_FRAMES || suppressorLead > MOST_SUPPRESSOR_LEAD_FRAMES) {
      this.#suppressorLater = Math.max(0, found - SUPPRESSOR_LEAD_FRAMES)
    }
    const lead = found - this.#linearLater
    const frames = Math.max(0, found - LEAD_FRAMES) - this.#linearLater
    if (frames === 0 || (lead >= LEAST_LEAD_FRAMES && lead <= MOST_LEAD_FRAMES)) return null
    this.#linearLater += frames
    return { lead, frames }
  }

  #read(start: number): Float64Array {
    return this.#reference.read(start, this.#frame)
  }
}
