import type { KeyMoment } from './press-logic'

/** Where a talk key is: the button and Space in a window, or the keyboard as the whole system sees it. */
export type TalkKeySource = 'window' | 'hotkey'

/**
 * Puts the times of key events on the program's clock. Each source stamps its events by a clock of its own (a page, the
 * X server, Windows), which differs from ours by an unknown offset. The first event of a press gives the offset, so the
 * time between two events of one source is exact, however late they arrive.
 */
export class KeyTimes {
  #source: TalkKeySource | null = null
  #offset = 0
  #last = Number.NEGATIVE_INFINITY

  /** Forgets the offset: the next event starts a new press. */
  reset(): void {
    this.#source = null
  }

  /**
   * Returns when an event happened, on the program's clock.
   * @param arrivedAt milliseconds on the program's clock
   * @param stamp milliseconds on the source's clock; undefined where the source has none: then the arrival counts
   */
  moment(source: TalkKeySource, arrivedAt: number, stamp: number | undefined): KeyMoment {
    const at = stamp === undefined ? arrivedAt : this.#onOurClock(source, arrivedAt, stamp)
    this.#last = at
    return { at, arrivedAt }
  }

  #onOurClock(source: TalkKeySource, arrivedAt: number, stamp: number): number {
    // The X server's and Windows' stamps start again at 0 after 49.7 days: a time that runs backwards counts as unknown.
    const isKnown = source === this.#source && stamp + this.#offset >= this.#last
    if (!isKnown) {
      this.#source = source
      this.#offset = arrivedAt - stamp
    }
    return stamp + this.#offset
  }
}
