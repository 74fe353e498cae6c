import type { EventName, Events } from '../../shared/ipc/contract'

export type AnnouncementListener = <N extends EventName>(name: N, payload: Events[N]) => void

/** Tells everybody who listens what happens, in order. */
export class Announcements {
  readonly #listeners = new Set<AnnouncementListener>()

  tell<N extends EventName>(name: N, payload: Events[N]): void {
    for (const listener of this.#listeners) listener(name, payload)
  }

  /** Listens from now on; returns the way to stop listening. */
  subscribe(listener: AnnouncementListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}
