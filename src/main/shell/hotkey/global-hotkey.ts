import type { Clock } from '../../../shared/clock'
import type { Combination, Platform } from '../../../shared/hotkey/accelerator'
import { type HotkeyProblem, readHotkey } from '../../../shared/hotkey/check'
import type { Key } from '../../../shared/hotkey/keys'
import type { HotkeyStatus } from '../../../shared/ipc/contract'
import { Failure } from '../../../shared/ipc/result'
import type { Obstacle } from './obstacle'
import type { HotkeyListener, KeyGrab, KeyWatch } from './ports'
import { type SinglePresses, singlePresses } from './single-presses'
import { logOf } from '../../../shared/log'

const log = logOf('hotkey')

export interface GlobalHotkeyParts {
  readonly clock: Clock
  readonly platform: Platform
  readonly grab: KeyGrab
  readonly watch: KeyWatch
  /** What keeps keys from being seen coming up; asked anew each time. */
  readonly obstacle: () => Obstacle | null
  /** Where a key lies on this keyboard, as an American one calls the place; asked anew each time. */
  readonly placeOf: (key: Key) => Key
  readonly listener: HotkeyListener
  readonly show: (status: HotkeyStatus) => void
}

/**
 * The hotkey that is in force. Its combination is always taken from other programs, which keeps it from reaching the one
 * that has the focus, and shows when somebody else has it. On top of that its keys are watched, so that it can be held;
 * where they can't be, the taken combination is all there is, and toggles.
 */
export class GlobalHotkey {
  readonly #parts: GlobalHotkeyParts
  #wanted: string | null = null
  #paused = false
  #status: HotkeyStatus | null = null
  #presses: SinglePresses | null = null

  constructor(parts: GlobalHotkeyParts) {
    this.#parts = parts
  }

  /** Puts a hotkey into force, or none. One that can't be is none; one that another program has is tried again later. */
  use(accelerator: string | null): void {
    if (this.#status !== null && accelerator === this.#wanted) return
    this.#wanted = accelerator
    this.renew()
  }

  /**
   * Puts a hotkey that the user has chosen into force, and ends a pause; on failure the old one stays.
   * @throws Failure `hotkey.invalid`, `hotkey.reserved`, `hotkey.taken`
   */
  choose(accelerator: string | null): void {
    this.#paused = false
    const before = this.#wanted
    if (accelerator !== null) {
      const read = readHotkey(accelerator, this.#parts.platform)
      if (typeof read === 'string') {
        this.renew()
        throw refusal(read)
      }
    }
    this.#wanted = accelerator
    const status = this.#enforce()
    if (status.kind === 'taken') this.#wanted = before
    this.#tell(status.kind === 'taken' ? this.#enforce() : status)
    if (status.kind === 'taken') throw new Failure('hotkey.taken')
  }

  /** While paused, the hotkey's keys go where all keys go, so that they can be seen by whoever records a new one. */
  pause(paused: boolean): void {
    if (paused === this.#paused) return
    this.#paused = paused
    if (paused) this.#release()
    else this.renew()
  }

  /** Puts the hotkey into force anew: something around it may have changed, or a held key may have been missed. */
  renew(): void {
    if (!this.#paused) this.#tell(this.#enforce())
  }

  /** Tries again what could not be had, since the user may have seen to it meanwhile. */
  reconsider(): void {
    const status = this.#status
    const isFreed = status?.kind === 'toggle' && status.reason === 'accessibility' && this.#parts.obstacle() === null
    if (status?.kind === 'taken' || isFreed) this.renew()
  }

  /** Gives everything back. */
  close(): void {
    this.#paused = true
    this.#release()
  }

  #enforce(): HotkeyStatus {
    this.#release()
    const { platform, grab, obstacle, clock, listener } = this.#parts
    const combination = this.#wanted === null ? null : readHotkey(this.#wanted, platform)
    if (combination === null || typeof combination === 'string') return { kind: 'off' }

    let toggles = false
    const presses = singlePresses(clock, () => listener.press())
    this.#presses = presses
    if (!grab.take(combination, () => toggles && presses.press())) return { kind: 'taken' }
    const reason = obstacle() ?? this.#watch(combination)
    toggles = reason !== null
    return reason === null ? { kind: 'full' } : { kind: 'toggle', reason }
  }

  #watch(combination: Combination): Obstacle | null {
    const { watch, placeOf, listener } = this.#parts
    try {
      watch.start(combination, placeOf(combination.key), listener)
      return null
    } catch (error) {
      log.warn('The keyboard can’t be watched; the hotkey toggles.', error)
      return 'no_hook'
    }
  }

  #release(): void {
    const { watch, grab, listener } = this.#parts
    watch.stop()
    grab.release()
    this.#presses?.forget()
    listener.lose()
  }

  #tell(status: HotkeyStatus): void {
    const isNews = JSON.stringify(status) !== JSON.stringify(this.#status)
    this.#status = status
    if (isNews) this.#parts.show(status)
  }
}

const refusal = (problem: HotkeyProblem): Failure =>
  new Failure(problem === 'reserved' ? 'hotkey.reserved' : 'hotkey.invalid')
