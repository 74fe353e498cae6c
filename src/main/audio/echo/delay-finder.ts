import { FRAME_SAMPLES } from '../../../shared/audio-format'
import { DECIMATION, Decimator } from './decimator'
import { EchoPath } from './echo-path'
import { meanSquare, smooth } from './power'

/** How far behind the reference an echo is looked for, in frames of 10 ms. */
export const SEARCHED_FRAMES = 50

const FRAME_LENGTH = FRAME_SAMPLES / DECIMATION
const TRANSFORM_LENGTH = 64
/** The echo may be anywhere, so little is expected of each place. */
const PRIOR = 0.005
/** The path that was learnt says something only while it explains a part of what is heard (-1.5 dB is left)… */
const EXPLAINED = 0.7
const SMOOTHING = 0.8
/** …and stands out by so much of its power. */
const CLEAR = 3
/** An echo below -40 dB is not worth following. */
const FAINT = 1e-4
/** What comes within so many frames before the direct sound may belong to it; what comes so soon behind it is the room's. */
const BLURRED_FRAMES = 2
const ROOM_FRAMES = 8
/** For how many frames the direct sound must be in the same place. */
const SURE_FRAMES = 5

/**
 * Finds out how long what is played takes until it is heard, from the sound alone: it learns the lowest 1.2 kHz of the
 * path over half a second, and looks where its power is. That takes about 0.4 s of speech.
 */
export class DelayFinder {
  readonly #path = new EchoPath({
    frame: FRAME_LENGTH,
    transform: TRANSFORM_LENGTH,
    partitions: SEARCHED_FRAMES,
    prior: PRIOR,
  })
  readonly #played = new Decimator(FRAME_SAMPLES)
  readonly #heard = new Decimator(FRAME_SAMPLES)
  #heardPower = 0
  #leftPower = 0
  #place: number | null = null
  #seen = 0

  /** Takes a frame of what was played, without looking at what was heard. */
  listen(reference: Float64Array): void {
    this.#path.listen(this.#played.process(reference))
  }

  /**
   * Takes the next frame of both.
   * @returns After how many frames the direct sound comes, null while that is not clear
   */
  process(reference: Float64Array, microphone: Float64Array): number | null {
    this.listen(reference)
    const heard = this.#heard.process(microphone)
    const left = this.#path.process(heard)
    this.#heardPower = smooth(this.#heardPower, meanSquare(heard), SMOOTHING)
    this.#leftPower = smooth(this.#leftPower, meanSquare(left), SMOOTHING)
    const place = this.#leftPower < EXPLAINED * this.#heardPower ? directSound(this.#path.gains()) : null
    this.#seen = place !== null && place === this.#place ? this.#seen + 1 : 0
    this.#place = place
    return this.#seen >= SURE_FRAMES ? place : null
  }

  /** The reference comes so many frames later from now on: what was learnt moves along. */
  shift(frames: number): void {
    this.#path.shift(frames)
    this.#seen = 0
  }
}

/**
 * The frame with the direct sound.
 * @param gains The power gain of each frame of a path
 * @returns Null when none stands out
 */
export function directSound(gains: Float64Array): number | null {
  const peak = gains.reduce((most, gain) => Math.max(most, gain), 0)
  const place = gains.indexOf(peak)
  let elsewhere = FAINT / CLEAR
  gains.forEach((gain, frame) => {
    if (frame < place - BLURRED_FRAMES || frame > place + ROOM_FRAMES) elsewhere = Math.max(elsewhere, gain)
  })
  return peak >= CLEAR * elsewhere ? place : null
}
