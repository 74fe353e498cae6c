import type { Cancel, Clock } from '../../../shared/clock'
import { pillIsWanted, type PillSituation } from './pill-is-wanted'

/** The call pill's window, as its life needs it. */
export interface Pill {
  /** Shows it without taking the focus; makes it first where there is none. */
  show(): void
  hide(): void
  /** Hides it, and frees what it costs. */
  release(): void
}

/** So that it doesn't flicker between two turns. */
const LINGER_MS = 1500
/** Long enough to read why a session has failed. */
const FAILURE_LINGER_MS = 6000

/** Shows and hides the call pill as the situation wants it. Without a session there is none, not even a hidden one. */
export class PillLife {
  readonly #pill: Pill
  readonly #clock: Clock
  #shown = false
  #leaving: { readonly ms: number; readonly cancel: Cancel } | null = null
  #situation: PillSituation | null = null

  constructor(pill: Pill, clock: Clock) {
    this.#pill = pill
    this.#clock = clock
  }

  follow(situation: PillSituation): void {
    this.#situation = situation
    if (pillIsWanted(situation)) {
      this.#stay()
      this.#shown = true
      this.#pill.show()
    } else if (this.#shown && situation.enabled && !situation.mainWindowShown) {
      this.#leaveIn(hasFailed(situation) ? FAILURE_LINGER_MS : LINGER_MS)
    } else {
      this.#leave()
    }
  }

  #leaveIn(ms: number): void {
    if (this.#leaving?.ms === ms) return
    this.#stay()
    this.#leaving = { ms, cancel: this.#clock.schedule(ms, () => this.#leave()) }
  }

  #stay(): void {
    this.#leaving?.cancel()
    this.#leaving = null
  }

  #leave(): void {
    this.#stay()
    this.#shown = false
    const phase = this.#situation?.session.phase
    if (phase === 'connecting' || phase === 'ready') this.#pill.hide()
    else this.#pill.release()
  }
}

const hasFailed = ({ session }: PillSituation): boolean => session.phase === 'closed' && session.error !== null
