import type { Cancel, Clock } from '../../../shared/clock'
import type { AudioDeviceInfo } from '../audio-device'
import type { Direction } from './messages'
import type { SoundLink } from './sound-link'
import { logOf } from '../../../shared/log'

const log = logOf('sound')

/** After many failures, probing slows down: each attempt costs a process. */
const PATIENT_FAILURES = 20
const MAX_INTERVAL_MS = 30_000

export interface ScoutParts {
  readonly clock: Clock
  /** Starts a sound process. */
  readonly connect: () => SoundLink
  /** Returns the directions for which one of these devices is better. */
  readonly bettered: (devices: readonly AudioDeviceInfo[]) => readonly Direction[]
  /** Lets a process that found a better device take over. A rejection ends the process. */
  readonly onFound: (link: SoundLink, bettered: readonly Direction[]) => Promise<void>
}

/**
 * Looks for devices in a process of its own, because PortAudio sees new devices only while no stream is open. A process that
 * finds a better device becomes the sound process.
 */
export class DeviceProbe {
  readonly #parts: ScoutParts
  #link: SoundLink | null = null
  #intervalMs: number | null = null
  #cancel: Cancel = () => undefined
  #looking = false
  /** Failures in a row. */
  #failures = 0

  constructor(parts: ScoutParts) {
    this.#parts = parts
  }

  /** Sets the polling interval in milliseconds; null stops polling. */
  look(intervalMs: number | null): void {
    if (intervalMs === this.#intervalMs) return
    this.#intervalMs = intervalMs
    this.#cancel()
    this.#failures = 0
    if (intervalMs === null) this.#leave()
    else if (!this.#looking) this.#plan(intervalMs) // otherwise what follows goes by it
  }

  #plan(intervalMs: number): void {
    try {
      this.#link ??= this.#parts.connect() // it is ready by then
    } catch (thrown) {
      // The system may have run out of processes or memory.
      log.warn('A process that lists devices could not be started.', thrown)
      this.#failures += 1
    }
    this.#cancel = this.#parts.clock.schedule(intervalMs, () => void this.#lookOnce())
  }

  async #lookOnce(): Promise<void> {
    if (this.#looking) return
    this.#looking = true
    try {
      await this.#find()
      this.#failures = 0
    } catch (thrown) {
      log.warn('The devices could not be listed; it is tried again.', thrown)
      this.#leave()
      this.#failures += 1
    }
    this.#looking = false
    if (this.#intervalMs === null) this.#leave()
    else this.#plan(Math.min(MAX_INTERVAL_MS, this.#intervalMs * 2 ** Math.max(0, this.#failures - PATIENT_FAILURES)))
  }

  async #find(): Promise<void> {
    const link = this.#link
    if (!link) return
    const devices = (await link.ask({ type: 'list' })) as readonly AudioDeviceInfo[]
    const bettered = this.#parts.bettered(devices)
    if (bettered.length === 0 || this.#intervalMs === null) return
    this.#link = null // it has another task now, or none
    try {
      await this.#parts.onFound(link, bettered)
    } catch (error) {
      link.end()
      throw error
    }
  }

  #leave(): void {
    const link = this.#link
    this.#link = null
    link?.end()
  }
}
