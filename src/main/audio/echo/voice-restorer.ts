import { FRAME_SAMPLES } from '../../../shared/audio-format'
import { smooth, toDecibels } from './power'
import { StagePowers } from './stage-powers'
import type { Stages } from './stage-powers'

/** The echo must be louder than this, -60 dB of full scale, to show whether the filter knows the path… */
const AUDIBLE = 1e-6
/** …which it does when the microphone goes along with what it takes for echo, no more and no less… */
const KNOWN = { from: 0.6, to: 1.6 }
/** …and does no more when it goes along with less. */
const UNKNOWN = 0.4
/** Where less than this of the sound can be echo (-5 dB), somebody is speaking. */
const LITTLE_ECHO = 0.316
/** Where the filter takes all but this away (-5 dB), nobody is. */
const LITTLE_LEFT = 0.316
/** Of what the suppressor leaves, the filter's gain takes at most so much (-10 dB), or the background would pump. */
const LEAST_GAIN = 0.316
const SMOOTHING = 0.7

/**
 * How much of a voice the suppressor must let through, in decibels, for the linear sound to take its place: none of it below
 * the first, all of it above the second.
 */
interface Fade {
  readonly from: number
  readonly to: number
}
const UNSURE: Fade = { from: -10, to: -5 }
const SURE: Fade = { from: -22, to: -16 }

/**
 * Gives a voice over the answer back what the suppressor took from it. The suppressor knows echo from voice, but cuts into
 * a voice by 3 to 7 dB as long as there is echo; the linear filter does not, but leaves more echo. So where the suppressor
 * lets much of the linear sound through, that is heard instead; where it lets little through, there was only echo.
 */
export class VoiceRestorer {
  readonly #powers = new StagePowers()
  readonly #output = new Float64Array(FRAME_SAMPLES)
  #expectedEcho = 0
  #pathKnown = false
  /** The part of the linear sound at the end of the last frame. */
  #share = 0

  /**
   * @param expectedEcho The power of the echo as far as its strength is known, whether or not the filter can take it away
   * @returns The frame to be heard; overwritten by the next call
   */
  process(stages: Stages, expectedEcho: number): Float64Array {
    this.#powers.note(stages)
    this.#expectedEcho = smooth(this.#expectedEcho, expectedEcho, SMOOTHING)
    this.#judgePath()
    const before = this.#share
    this.#share = this.#nextShare()
    this.#mix(stages, before, this.#share)
    return this.#output
  }

  #judgePath(): void {
    const { slowEcho, slowCommon } = this.#powers
    if (slowEcho < AUDIBLE) return
    const along = slowCommon / slowEcho
    if (along < UNKNOWN) this.#pathKnown = false
    else if (along > KNOWN.from && along < KNOWN.to) this.#pathKnown = true
  }

  #nextShare(): number {
    const { microphone, linear, suppressed, echo, linearWhole, suppressedWhole } = this.#powers
    if (this.#pathKnown && linear < LITTLE_LEFT * microphone) return 0
    const speaking = this.#pathKnown && Math.max(echo, this.#expectedEcho) < LITTLE_ECHO * microphone
    const { from, to } = speaking ? SURE : UNSURE
    const passed = toDecibels(Math.min(suppressed / linear, suppressedWhole / linearWhole))
    return Math.max(0, Math.min(1, (passed - from) / (to - from)))
  }

  #mix({ linear, suppressed }: Stages, before: number, behind: number): void {
    const gain = Math.sqrt(this.#powers.linear / this.#powers.microphone)
    const bounded = Math.max(LEAST_GAIN, Math.min(1, gain))
    for (let index = 0; index < FRAME_SAMPLES; index++) {
      const share = before + ((behind - before) * index) / FRAME_SAMPLES
      this.#output[index] = bounded * (1 - share) * (suppressed[index] ?? 0) + share * (linear[index] ?? 0)
    }
  }
}
