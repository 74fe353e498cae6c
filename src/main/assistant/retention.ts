import type { Cancel } from '../../shared/clock'
import type { Settings } from '../../shared/settings'
import type { AssistantPorts } from './ports'

const DAY_MS = 86_400_000
const MEGABYTE = 1_000_000

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

  /** Erases now, and then each day. What goes wrong is told by the ports themselves. */
  begin(): void {
    this.#cancel?.()
    this.#cancel = this.#ports.clock.schedule(DAY_MS, () => this.begin())
    void this.#apply().catch(() => undefined)
  }

  close(): void {
    this.#cancel?.()
    this.#cancel = null
  }

  async #apply(): Promise<void> {
    const { clock, history, recordings } = this.#ports
    const { keepDays, audioDays, audioMegabytes } = this.#privacy()
    const now = clock.wallTime()
    const before = (days: number | null): number | null => (days === null ? null : now - days * DAY_MS)
    const updatedBefore = before(keepDays)
    if (updatedBefore !== null) {
      const erased = await history.forgetBefore(updatedBefore)
      if (erased.length > 0) await recordings.remove(erased)
    }
    const bytes = audioMegabytes === null ? null : audioMegabytes * MEGABYTE
    await recordings.retain({ recordedBefore: before(audioDays), bytes })
  }
}
