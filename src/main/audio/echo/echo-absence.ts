/** An echo comes within half a second, so in a second all of that of its first half has come. */
const WINDOW_FRAMES = 100
const HALF_WINDOW_FRAMES = 50
/** What is played must be this loud, -50 dB of full scale, to be missed. */
const AUDIBLE_POWER = 1e-5
/** Less than this of it, -40 dB, is no echo. */
const FAINT_POWER = 1e-4

/**
 * Finds out that nothing of what is played comes back, as with headphones: a second in which the microphone heard hardly
 * anything, though something loud was played in its first half.
 */
export class EchoAbsence {
  /** The powers of the last second's frames. */
  readonly #heard = new Float64Array(WINDOW_FRAMES).fill(1)
  readonly #played = new Float64Array(WINDOW_FRAMES)
  #next = 0

  /**
   * Takes the powers of the next frame.
   * @returns Whether this last second shows it. That another one doesn't shows nothing: somebody may have spoken.
   */
  note(heard: number, played: number): boolean {
    this.#heard[this.#next] = heard
    this.#played[this.#next] = played
    this.#next = (this.#next + 1) % WINDOW_FRAMES
    let loudest = 0
    for (let past = 0; past < HALF_WINDOW_FRAMES; past++) {
      loudest = Math.max(loudest, this.#played[(this.#next + past) % WINDOW_FRAMES] ?? 0)
    }
    return (
      loudest > AUDIBLE_POWER && this.#heard.reduce((most, heard) => Math.max(most, heard), 0) < FAINT_POWER * loudest
    )
  }
}
