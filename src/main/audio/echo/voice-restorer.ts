import { FRAME_SAMPLES } from '../../../shared/audio-format'
import { EchoAbsence } from './echo-absence'
import { PathWatch } from './path-watch'
import { meanSquare, smooth, toDecibels } from './power'
import { StagePowers } from './stage-powers'
import type { Stages } from './stage-powers'

const SMOOTHING = 0.7
/** Where less than this of the sound can be echo (-5 dB), somebody is speaking… */
const LITTLE_ECHO = 0.316
/** …unless the sound is like the echo by so much (the square of the correlation): then it is echo that has grown louder. */
const LIKE = 0.5
/** Where the filter takes all but this away (-5 dB), nobody is. */
const LITTLE_LEFT = 0.316
/** Of what the suppressor leaves, the filter's gain takes at most so much (-20 dB). */
const LEAST_GAIN = 0.1
/** A suppressor that begins anew knows nothing of what was played before: it can't hold back the echo of that. */
const RESTART_FRAMES = 30

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
  readonly #path = new PathWatch()
  readonly #absence = new EchoAbsence()
  readonly #output = new Float64Array(FRAME_SAMPLES)
  #expectedEcho = 0
  #noEcho = false
  #restartFrames = 0
  /** The part of the linear sound at the end of the last frame. */
  #share = 0

  /** Whether the linear filter has just lost the path: what the suppressor knows of it is wrong too. */
  get pathLost(): boolean {
    return this.#path.lost
  }

  /** The path may be another one by now. */
  forgetPath(): void {
    this.#path.forget()
  }

  /** The suppressor begins anew with the next frame, while something is played. */
  suppressorRestarts(): void {
    this.#restartFrames = RESTART_FRAMES
  }

  /**
   * @param expectedEcho The power of the echo as far as its strength is known, whether or not the filter can take it away
   * @param played The power of what was played up to half a second before
   * @returns The frame to be heard; overwritten by the next call
   */
  process(stages: Stages, expectedEcho: number, played: number): Float64Array {
    this.#powers.note(stages)
    this.#expectedEcho = smooth(this.#expectedEcho, expectedEcho, SMOOTHING)
    this.#path.note(this.#powers, this.#expectedEcho)
    if (this.#absence.note(meanSquare(stages.microphone), played)) this.#noEcho = true
    if (this.#path.known) this.#noEcho = false
    this.#restartFrames = Math.max(0, this.#restartFrames - 1)
    const before = this.#share
    this.#share = this.#nextShare()
    this.#mix(stages, before, this.#share)
    return this.#output
  }

  #nextShare(): number {
    if (this.#noEcho) return 1
    const { microphone, linear, suppressed, linearWhole, suppressedWhole } = this.#powers
    const onlyEcho = this.#path.known && linear < LITTLE_LEFT * microphone
    const speaking = this.#isSomebodySpeaking()
    if (onlyEcho || (this.#restartFrames > 0 && !speaking)) return 0
    const { from, to } = speaking ? SURE : UNSURE
    const passed = toDecibels(Math.min(suppressed / linear, suppressedWhole / linearWhole))
    return Math.max(0, Math.min(1, (passed - from) / (to - from)))
  }

  #isSomebodySpeaking(): boolean {
    const { microphone, echo, common } = this.#powers
    const littleEcho = Math.max(echo, this.#expectedEcho) < LITTLE_ECHO * microphone
    return this.#path.known && littleEcho && common ** 2 < LIKE * microphone * echo
  }

  #mix({ linear, suppressed }: Stages, before: number, behind: number): void {
    const left = this.#restartFrames > 0 ? 0 : Math.sqrt(this.#powers.linear / this.#powers.microphone)
    const gain = Math.max(LEAST_GAIN, Math.min(1, left))
    for (let index = 0; index < FRAME_SAMPLES; index++) {
      const share = before + ((behind - before) * index) / FRAME_SAMPLES
      this.#output[index] = gain * (1 - share) * (suppressed[index] ?? 0) + share * (linear[index] ?? 0)
    }
  }
}
