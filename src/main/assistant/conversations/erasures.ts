import type { Cancel } from '../../../shared/clock'
import type { AssistantPorts } from '../../ports/assistant'
import { logOf } from '../../../shared/log'

const log = logOf('history')

/** How long a removed conversation can be had back, in milliseconds. */
const UNDO_MS = 30_000

/** Conversations that are removed now and erased a little later, in case the user wants them back. */
export class Erasures {
  readonly #ports: Pick<AssistantPorts, 'clock' | 'history' | 'recordings'>
  readonly #planned = new Map<string, Cancel>()

  constructor(ports: Pick<AssistantPorts, 'clock' | 'history' | 'recordings'>) {
    this.#ports = ports
  }

  plan(ids: readonly string[]): void {
    this.cancel(ids)
    const cancel = this.#ports.clock.schedule(UNDO_MS, () => {
      const left = ids.filter((id) => this.#planned.get(id) === cancel)
      void this.#erase(left).catch(postponed)
    })
    for (const id of ids) this.#planned.set(id, cancel)
  }

  cancel(ids: readonly string[]): void {
    for (const id of ids) {
      const cancel = this.#planned.get(id)
      this.#planned.delete(id)
      if (cancel && ![...this.#planned.values()].includes(cancel)) cancel() // nothing is left of that plan
    }
  }

  cancelAll(): void {
    for (const cancel of this.#planned.values()) cancel()
    this.#planned.clear()
  }

  /** Nobody can undo anything any more. */
  async close(): Promise<void> {
    const ids = [...this.#planned.keys()]
    this.cancelAll()
    await this.#erase(ids).catch(postponed)
  }

  async #erase(ids: readonly string[]): Promise<void> {
    this.cancel(ids)
    if (ids.length === 0) return
    await Promise.all([this.#ports.history.purge(ids), this.#ports.recordings.remove(ids)])
  }
}

/** What can't be erased now is erased after the next start. */
const postponed = (thrown: unknown): void => log.warn('Deleted conversations could not be erased.', thrown)
