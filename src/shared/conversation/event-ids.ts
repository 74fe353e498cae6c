/** As many events are remembered by their type, to notice a server that uses one name for all. */
const rememberedEvents = 200

/**
 * Tells repeated events from new ones by their identifiers. A repeated event has the same identifier and the same content.
 * The same identifier on other content proves that this server's identifiers name nothing (LocalAI calls every event
 * `event_TODO`): that identifier is ignored from then on.
 */
export class EventIds {
  readonly #types = new Map<string, string>()
  readonly #unreliable = new Set<string>()

  /** Remembers an event's type, before the event is folded. */
  note(id: string | undefined, type: string): void {
    if (!id || this.#unreliable.has(id)) return
    const known = this.#types.get(id)
    if (known !== undefined && known !== type) this.#distrust(id)
    this.#types.set(id, type)
    const [oldest] = this.#types.keys()
    if (this.#types.size > rememberedEvents && oldest !== undefined) this.#types.delete(oldest)
  }

  /**
   * Returns whether an event is new to those that were seen before, and adds it to them.
   * @param content what the event says
   */
  isNew(seen: SeenEvents, id: string | undefined, content: string): boolean {
    if (!id || this.#unreliable.has(id)) return true
    const print = fingerprint(content)
    const known = seen.get(id)
    if (known === print) return false
    if (known !== undefined) this.#distrust(id)
    seen.set(id, print)
    return true
  }

  #distrust(id: string): void {
    // Bounded: a server that names two of its events alike names all of them so, or but a few.
    if (this.#unreliable.size < rememberedEvents) this.#unreliable.add(id)
  }
}

/** What events said, by their identifiers. */
export type SeenEvents = Map<string, string>

/** Enough of a content to tell it from others; sound is long. */
const fingerprint = (content: string): string =>
  content.length <= 64 ? content : `${content.length}:${content.slice(0, 24)}:${content.slice(-24)}`
