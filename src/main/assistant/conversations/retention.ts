import type { Cancel } from '../../../shared/clock'
import type { Settings } from '../../../shared/settings'
import type { AssistantPorts } from '../../ports/assistant'
import { logOf } from '../../../shared/log'

const log = logOf('history')

const DAY_MS = 86_400_000
const BYTES_PER_MEGABYTE = 1_000_000

type Privacy = Settings['privacy']

/** Erases what the user wants kept no longer: at the start, when that changes, and once a day. */
export class Retention {
  readonly #ports: Pick<AssistantPorts, 'clock' | 'history' | 'recordings'>
  readonly #privacy: () => Privacy
  #cancel: Cancel | null = null

  constructor(ports: Pick<AssistantPorts, 'clock' | 'history' | 'recordings'>, privacy: () => Privacy) {
    this.#ports = ports
    this.#privacy = privacy
  }

  /** Erases now, and then each day. What can't be erased is tried again the next day; the ports tell why, where it lasts. */
  begin(): void {
    this.#cancel?.()
    this.#cancel = this.#ports.clock.schedule(DAY_MS, () => this.begin())
    void this.#apply()
  }

  close(): void {
    this.#cancel?.()
    this.#cancel = null
  }

  /** What is wrong with conversations keeps no sound longer. */
  async #apply(): Promise<void> {
    await this.#forget().catch((thrown: unknown) => log.warn('Old conversations could not be deleted.', thrown))
    await this.#retain().catch((thrown: unknown) => log.warn('Old recordings could not be deleted.', thrown))
  }

  async #forget(): Promise<void> {
    const updatedBefore = this.#before(this.#privacy().keepDays)
    if (updatedBefore === null) return
    const erased = await this.#ports.history.forgetBefore(updatedBefore)
    if (erased.length > 0) await this.#ports.recordings.remove(erased)
  }

  async #retain(): Promise<void> {
    const { audioDays, audioMegabytes } = this.#privacy()
    const bytes = audioMegabytes === null ? null : audioMegabytes * BYTES_PER_MEGABYTE
    await this.#ports.recordings.retain({ recordedBefore: this.#before(audioDays), bytes })
  }

  #before(days: number | null): number | null {
    return days === null ? null : this.#ports.clock.wallTime() - days * DAY_MS
  }
}
