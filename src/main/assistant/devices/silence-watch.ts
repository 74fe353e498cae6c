import { msToSamples } from '../../../shared/audio-format'
import { serverTakesTurns } from '../../../shared/realtime/session-config'
import type { SessionState } from '../../../shared/session/state'
import { loudness } from './levels'

/** Who holds the talk key begins to talk at once: so long, in milliseconds, may a turn begin with silence. */
const FIRST_SOUND_MS = 2_000

/** Whoever was heard may think, and who talks hands-free need not talk at all: so long, in milliseconds, may they be silent. */
const PAUSE_MS = 10_000

/** Whether somebody is expected to be heard: with the talk key down, hands-free, or not though the microphone is open. */
type Expectation = 'turn' | 'call' | 'nobody' | 'closed'

/**
 * Notices a microphone that is open and delivers nothing but silence while somebody may be talking. Told once for each
 * stretch of silence, and that it is over as soon as anything is heard, another turn begins, or the microphone is closed.
 * Not at the end of the turn: who lets go of the key to look after the microphone is to know what for.
 */
export class SilenceWatch {
  readonly #tell: (silent: boolean) => void
  #expected: Expectation = 'closed'
  #patience = 0
  #silentSamples = 0
  #silent = false

  constructor(tell: (silent: boolean) => void) {
    this.#tell = tell
  }

  get silent(): boolean {
    return this.#silent
  }

  /** What the microphone hears, 24 kHz mono: before echo or noise is taken out of it, which may leave nothing. */
  heard(samples: Int16Array): void {
    if (loudness(samples) > 0) {
      this.#patience = msToSamples(PAUSE_MS)
      this.forget()
      return
    }
    if (this.#expected !== 'turn' && this.#expected !== 'call') return
    this.#silentSamples += samples.length
    if (this.#silentSamples >= this.#patience) this.#say(true)
  }

  follow(session: SessionState): void {
    const expected = expectationOf(session)
    if (expected === this.#expected) return
    this.#expected = expected
    this.#patience = msToSamples(expected === 'turn' ? FIRST_SOUND_MS : PAUSE_MS)
    this.#silentSamples = 0
    if (expected === 'turn' || expected === 'closed') this.#say(false)
  }

  /** Begins anew: something was heard, or it is another microphone. */
  forget(): void {
    this.#silentSamples = 0
    this.#say(false)
  }

  #say(silent: boolean): void {
    if (silent === this.#silent) return
    this.#silent = silent
    this.#tell(silent)
  }
}

function expectationOf(session: SessionState): Expectation {
  if (session.phase !== 'ready' || !session.microphoneOpen) return 'closed'
  if (!serverTakesTurns(session.mode)) return session.sending ? 'turn' : 'nobody'
  if (!session.sending) return 'closed'
  // Who listens to an answer is not expected to talk.
  return session.activity === 'waiting' || session.activity === 'listening' ? 'call' : 'nobody'
}
