import type { Cancel, Clock } from '../../../shared/clock'
import type { EchoStatus } from '../../../shared/ipc/contract'
import type { SoundSettings } from '../../../shared/sound-settings'
import { type EchoCanceller, loadEchoCanceller } from '../echo/echo-canceller'
import { loadNoiseSuppressor, type NoiseSuppressor } from '../noise/noise-suppressor'

const REPORT_MS = 1000

/** Names of headphones, in the languages of systems. */
const worn = /head(phone|set)|ear(phone|bud|pod|piece)|\bbuds\b|airpods|kopfhörer|casque|auricular/i

/**
 * Cleans the microphone's sound: cancels echo, then suppresses noise, each if wanted. While one of them loads (some
 * milliseconds), sound passes unchanged.
 */
export class CleanSound {
  readonly #clock: Clock
  readonly #onEcho: (status: EchoStatus) => void
  #settings: SoundSettings | null = null
  #speakerName = ''
  readonly #canceller: Loaded<EchoCanceller>
  readonly #suppressor = new Loaded<NoiseSuppressor>(loadNoiseSuppressor)
  #told: EchoStatus = { active: false, erleDb: null }
  #cancelReport: Cancel = () => undefined

  /** @param onEcho called when the echo status changes, at most once a second */
  constructor(clock: Clock, onEcho: (status: EchoStatus) => void) {
    this.#clock = clock
    this.#onEcho = onEcho
    this.#canceller = new Loaded(() => loadEchoCanceller(clock))
  }

  configure(settings: SoundSettings): void {
    this.#settings = settings
    this.#apply()
  }

  /** Sets the open speaker. */
  playsThrough(name: string): void {
    this.#speakerName = name
    this.#canceller.current?.reset()
    this.#apply()
  }

  played(samples: Int16Array, pendingSamples: number): void {
    this.#canceller.current?.played(samples, pendingSamples)
  }

  /** Returns a microphone frame as it is sent; the same array if it is unchanged. */
  process(frame: Int16Array): Int16Array {
    const own = this.#canceller.current?.process(frame) ?? frame
    return this.#suppressor.current?.process(own) ?? own
  }

  #apply(): void {
    const { echoCancellation = 'off', handsFree = false, noiseSuppression = false } = this.#settings ?? {}
    const byItself = echoCancellation === 'auto' && handsFree && !worn.test(this.#speakerName)
    this.#canceller.want(echoCancellation === 'on' || byItself)
    this.#suppressor.want(noiseSuppression)
    this.#cancelReport()
    this.#report()
  }

  #report(): void {
    const canceller = this.#canceller.current
    const erle = canceller?.report.erleDb ?? null
    const status: EchoStatus = { active: this.#canceller.wanted, erleDb: erle === null ? null : Math.round(erle) }
    if (status.active !== this.#told.active || status.erleDb !== this.#told.erleDb) this.#onEcho(status)
    this.#told = status
    this.#cancelReport = status.active ? this.#clock.schedule(REPORT_MS, () => this.#report()) : () => undefined
  }
}

/** A processor that loads when it is wanted and is freed when it is not. */
class Loaded<Part extends { close(): void }> {
  readonly #load: () => Promise<Part>
  #current: Part | null = null
  #wanted = false
  #loading = false

  constructor(load: () => Promise<Part>) {
    this.#load = load
  }

  get current(): Part | null {
    return this.#current
  }

  get wanted(): boolean {
    return this.#wanted
  }

  want(wanted: boolean): void {
    this.#wanted = wanted
    if (!wanted) this.#free()
    else if (!this.#current && !this.#loading) void this.#begin()
  }

  async #begin(): Promise<void> {
    this.#loading = true
    this.#current = await this.#load().finally(() => {
      this.#loading = false
    })
    if (!this.#isWanted()) this.#free()
  }

  /** It may have changed while the part was loaded. */
  #isWanted(): boolean {
    return this.#wanted
  }

  #free(): void {
    this.#current?.close()
    this.#current = null
  }
}
