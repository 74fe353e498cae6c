import type { StagePowers } from './stage-powers'

/** The echo must be louder than this, -60 dB of full scale, to show anything. */
const AUDIBLE_POWER = 1e-6
/** The filter knows the path when the microphone goes along with what it takes for echo, no more and no less… */
const KNOWN = { from: 0.6, to: 1.6 }
/** …and that is at least so much of the sound (-15 dB): less goes along with anything now and then. */
const LEAST_ECHO = 0.03
/** It has lost the path when the microphone goes along with less than this… */
const ASTRAY = 0.3
/** …though it is not much louder (6 dB) than the echo can be, so that there is no voice… */
const LOUDER = 4
/** …for so many frames, after it was known for a second: before, it is only not learnt yet. */
const ASTRAY_FRAMES = 3
const ESTABLISHED_FRAMES = 100

/** Watches whether the linear filter knows the way from the speaker to the microphone. */
export class PathWatch {
  #known = false
  #lost = false
  #astrayFrames = 0
  #knownFrames = 0

  get known(): boolean {
    return this.#known
  }

  /** Whether it was known until this frame: the sound goes another way now, or takes longer or less long. */
  get lost(): boolean {
    return this.#lost
  }

  /** The path may be another one by now. */
  forget(): void {
    this.#known = false
    this.#knownFrames = 0
  }

  /** @param expectedEcho The power of the echo as far as its strength is known */
  note({ microphone, echo, common, slowEcho, slowCommon }: StagePowers, expectedEcho: number): void {
    const noVoice = microphone < LOUDER * Math.max(echo, expectedEcho)
    const astray = echo > AUDIBLE_POWER && common < ASTRAY * echo && noVoice
    this.#astrayFrames = astray ? this.#astrayFrames + 1 : 0
    const gone = this.#known && this.#astrayFrames >= ASTRAY_FRAMES
    this.#lost = gone && this.#knownFrames >= ESTABLISHED_FRAMES
    if (gone) this.#known = false
    this.#knownFrames = this.#known ? this.#knownFrames + 1 : 0
    if (astray || slowEcho < AUDIBLE_POWER || echo < LEAST_ECHO * microphone) return
    const along = slowCommon / slowEcho
    if (along > KNOWN.from && along < KNOWN.to) this.#known = true
  }
}
