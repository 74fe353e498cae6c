import type { Cancel, Clock } from '../../../shared/clock'
import type { TalkState } from '../../../shared/ipc/contract'
import type { SessionState } from '../../../shared/session/state'
import type { TalkBehaviour } from '../../../shared/settings'
import { KeyTimes, type TalkKeySource } from './key-times'
import { isTalking, nextDeadline, type PressInput, pressStep, type PressState, released } from './press-logic'

export interface TalkKeyParts {
  readonly clock: Clock
  readonly behaviour: () => TalkBehaviour
  /** Begins a turn; rejects when there is no session to be had. */
  readonly press: () => Promise<void>
  /** Ends the turn: what was said is answered, or thrown away. */
  readonly letGo: (how: 'release' | 'discard_turn') => void
  readonly tell: (state: TalkState) => void
}

/**
 * The one talk key that all windows and the hotkey work. It watches over itself: a turn whose key-up never comes ends
 * after the longest time, and that of a window that is gone ends at once.
 */
export class TalkKey {
  readonly #parts: TalkKeyParts
  readonly #times = new KeyTimes()
  #press: PressState = released
  #source: TalkKeySource = 'window'
  #session: SessionState = { phase: 'idle' }
  #told: TalkState = 'silent'
  #cancelDeadline: Cancel | null = null

  constructor(parts: TalkKeyParts) {
    this.#parts = parts
  }

  get state(): TalkState {
    if (this.#press.phase === 'latched') return 'latched'
    return isTalking(this.#press) ? 'held' : 'silent'
  }

  /**
   * @param stamp when it happened, in milliseconds of the source's own clock, where it has one
   * @throws Failure when there is no session to be had; nobody talks then
   */
  async down(source: TalkKeySource, stamp?: number): Promise<void> {
    const { phase } = this.#press
    if (phase === 'up') this.#times.reset()
    if (phase !== 'held' && phase !== 'spent') this.#source = source
    await this.#feed({ type: 'down', ...this.#times.moment(source, this.#now(), stamp) })
  }

  /**
   * Means nothing for a key that another source holds down.
   * @param stamp as for {@link down}: the two stamps give how long the key was down
   */
  up(source: TalkKeySource, stamp?: number): void {
    if (source === this.#source) void this.#feed({ type: 'up', ...this.#times.moment(source, this.#now(), stamp) })
  }

  /** For those that only know of clicks: begins a turn that lasts until the next tap. @throws as {@link down} */
  async tap(source: TalkKeySource): Promise<void> {
    const begun = this.down(source)
    const now = this.#now()
    if (source === this.#source) void this.#feed({ type: 'up', at: now, arrivedAt: now }, 'tap')
    await begun
  }

  /** The key, if it is this source's, can't be seen any more. */
  lose(source: TalkKeySource): void {
    if (source === this.#source) void this.#feed({ type: 'lost' })
  }

  /** Ends the turn, whatever the key does: the microphone is gone. */
  end(): void {
    void this.#feed({ type: 'end' })
  }

  /** Throws the turn away. */
  cancel(): void {
    void this.#feed({ type: 'escape' })
  }

  /** A turn that the session has ended, or that another mode knows nothing of, is over. */
  follow(session: SessionState): void {
    const before = this.#session
    this.#session = session
    const modeChanged = before.phase === 'ready' && session.phase === 'ready' && before.mode !== session.mode
    const hasNoKey = session.phase === 'ready' && session.mode !== 'ptt' && isTalking(this.#press)
    if ((isOpen(before) && !isOpen(session)) || modeChanged || hasNoKey) void this.#feed({ type: 'reset' })
  }

  close(): void {
    this.#cancelDeadline?.()
    this.#cancelDeadline = null
  }

  async #feed(input: PressInput, behaviour = this.#parts.behaviour()): Promise<void> {
    const step = pressStep(this.#press, input, behaviour)
    this.#press = step.state
    this.#schedule()
    this.#tell()
    if (step.action === 'release') this.#parts.letGo('release')
    else if (step.action === 'discard') this.#parts.letGo('discard_turn')
    else if (step.action === 'press') await this.#begin()
  }

  async #begin(): Promise<void> {
    try {
      await this.#parts.press()
    } catch (thrown) {
      void this.#feed({ type: 'reset' })
      throw thrown
    }
  }

  #schedule(): void {
    this.close()
    const deadline = nextDeadline(this.#press)
    if (deadline === null) return
    const waitMs = Math.max(0, deadline - this.#now())
    this.#cancelDeadline = this.#parts.clock.schedule(waitMs, () => void this.#feed({ type: 'time', at: this.#now() }))
  }

  #tell(): void {
    const { state } = this
    if (state === this.#told) return
    this.#told = state
    this.#parts.tell(state)
  }

  #now(): number {
    return this.#parts.clock.now()
  }
}

const isOpen = ({ phase }: SessionState): boolean => phase === 'connecting' || phase === 'ready'
