import type { Cancel, Clock } from '../../../../shared/clock'

/** Pieces of text are written at most so long after they came, in milliseconds. */
const PIECES_MS = 1000
/** How long to wait before trying again what could not be written, at first and at most; in milliseconds. */
const FIRST_PAUSE_MS = 1000
const MAX_PAUSE_MS = 30_000

/** When to write: at the end of the tick, within a second, or, while it fails, after pauses that get longer. */
export class Checkpoints {
  readonly #clock: Clock
  readonly #write: () => boolean
  #cancel: Cancel | null = null
  #due = Infinity
  /** Null while writing works. */
  #pause: number | null = null

  /** @param write writes everything, and answers whether that worked; never throws */
  constructor(clock: Clock, write: () => boolean) {
    this.#clock = clock
    this.#write = write
  }

  /** Whether the last writing worked. */
  get works(): boolean {
    return this.#pause === null
  }

  /** Something is over: at the end of the tick, together with what else comes in it. */
  soon(): void {
    if (this.#pause === null) this.#schedule(0)
  }

  /** A piece more. */
  later(): void {
    if (this.#pause === null) this.#schedule(PIECES_MS)
  }

  /** Writes now. @returns whether everything is in the file */
  flush(): boolean {
    this.stop()
    const works = this.#write()
    this.#pause = works ? null : Math.min((this.#pause ?? FIRST_PAUSE_MS / 2) * 2, MAX_PAUSE_MS)
    if (this.#pause !== null) this.#schedule(this.#pause)
    return works
  }

  stop(): void {
    this.#cancel?.()
    this.#cancel = null
    this.#due = Infinity
  }

  #schedule(delayMs: number): void {
    const due = this.#clock.now() + delayMs
    if (due >= this.#due) return
    this.stop()
    this.#due = due
    this.#cancel = this.#clock.schedule(delayMs, () => void this.flush())
  }
}
