import { FRAME_MS, FRAME_SAMPLES, samplesToMs } from '../../../shared/audio-format'
import { DelayFinder, SEARCHED_FRAMES } from './delay-finder'
import type { Pair } from './pairing'
import { meanSquare } from './power'
import type { Reference } from './reference'

/** The linear filter wants the direct sound so many frames behind the reference… */
const LEAD_FRAMES = 3
/** …and takes it within these. */
const LEAST_LEAD_FRAMES = 2
const MOST_LEAD_FRAMES = 6
/** AEC3 wants it here… */
const SUPPRESSOR_LEAD_FRAMES = 8
/** …and finds it by itself up to here. Each move costs it what it knows, so it is moved only when it must be. */
const MOST_SUPPRESSOR_LEAD_FRAMES = 40
/** When nothing was played for so long, clocks may have drifted apart by a millisecond: what was learnt is outdated. */
const OUTDATED_FRAMES = 1000
/** No clocks drift apart by a frame in 30 s: where the sound was found in that time, it still is. */
const SURE_FRAMES = 3000

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
  /** Whether what AEC3 has learnt is of no use any more: its reference was moved, or nothing was played for long. */
  readonly suppressorOutdated: boolean
  /** For how many frames nothing has been played. */
  readonly silentFrames: number
  /** Whether that has just become too long for what was learnt to be sure. */
  readonly pathOutdated: boolean
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
  /** The frame in which the direct sound was found last, and at the last drift. */
  #found: number | null = null
  #home = 0
  #sinceFound = Number.POSITIVE_INFINITY
  #silentFrames = 0
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
    const suppressorLater = this.#suppressorLater
    const found = this.#search(microphone, start)
    const move = found === null ? null : this.#follow(found)
    const pathOutdated = this.#silentFrames === OUTDATED_FRAMES
    if (this.#silentFrames >= OUTDATED_FRAMES) this.#placeSuppressor()
    return {
      linear: start - this.#linearLater * FRAME_SAMPLES,
      suppressor: start - this.#suppressorLater * FRAME_SAMPLES,
      move,
      suppressorOutdated: pathOutdated || this.#suppressorLater !== suppressorLater,
      silentFrames: this.#silentFrames,
      pathOutdated,
    }
  }

  #search(microphone: Float64Array, start: number): number | null {
    if (start !== this.#nextStart) {
      for (let past = SEARCHED_FRAMES; past > 0; past--) this.#finder.listen(this.#read(start - past * FRAME_SAMPLES))
    }
    this.#nextStart = start + FRAME_SAMPLES
    const reference = this.#read(start)
    this.#silentFrames = meanSquare(reference) === 0 ? this.#silentFrames + 1 : 0
    const found = this.#finder.process(reference, microphone)
    this.#sinceFound += 1
    if (found === null) return null
    this.#sinceFound = 0
    if (this.#found === null) this.#home = found
    this.#found = found
    this.#delayMs = Math.max(0, samplesToMs(this.#reference.end - start - FRAME_SAMPLES) + found * FRAME_MS)
    return found
  }

  /**
   * The clocks have drifted apart, and the search goes on from elsewhere. If the sound was followed meanwhile, or found a
   * moment ago, what is known of it stays where it is in the reference; if nothing was played, it moves along.
   */
  #drift(frames: number): void {
    if (this.#found !== null) {
      const moved = (this.#home - this.#found) * Math.sign(frames) >= 1
      if (moved || this.#sinceFound < SURE_FRAMES) {
        this.#finder.shift(frames)
        this.#linearLater += frames
        this.#suppressorLater += frames
        this.#found += frames
      }
    }
    this.#home = this.#found ?? 0
  }

  #follow(found: number): Move | null {
    const suppressorLead = found - this.#suppressorLater
    const reached = suppressorLead >= LEAST_LEAD_FRAMES && suppressorLead <= MOST_SUPPRESSOR_LEAD_FRAMES
    // Later than where the search begins, the reference may not be there yet.
    if (!reached || this.#suppressorLater < 0) this.#placeSuppressor()
    const lead = found - this.#linearLater
    const frames = Math.max(0, found - LEAD_FRAMES) - this.#linearLater
    if (frames === 0 || (lead >= LEAST_LEAD_FRAMES && lead <= MOST_LEAD_FRAMES)) return null
    this.#linearLater += frames
    return { lead, frames }
  }

  #placeSuppressor(): void {
    this.#suppressorLater = Math.max(0, (this.#found ?? 0) - SUPPRESSOR_LEAD_FRAMES)
  }

  #read(start: number): Float64Array {
    return this.#reference.read(start, this.#frame)
  }
}
