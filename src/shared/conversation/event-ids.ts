/** As many events are remembered by their type, to notice a server that uses one name for all. */
const REMEMBERED_EVENTS = 200

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
    if (this.#types.size > REMEMBERED_EVENTS && oldest !== undefined) this.#types.delete(oldest)
  }

  /**
   * Returns whether an event is new to those that were seen before, and adds it to them.
   * @param content what the event says
   */
  isNew(seen: SeenEvents, id: string | undefined, content: string): boolean {
    if (!id || (this.#unreliable.size > 0 && this.#unreliable.has(id))) return true
    const print = fingerprint(content)
    const known = seen.get(id)
    if (known === print) return false
    if (known !== undefined) this.#distrust(id)
    seen.set(id, print)
    return true
  }

  #distrust(id: string): void {
    // Bounded, because a server chooses the identifiers.
    if (this.#unreliable.size < REMEMBERED_EVENTS) this.#unreliable.add(id)
  }
}

/** Fingerprints of what events said, by their identifiers. */
export type SeenEvents = Map<string, number>

/** So many characters make a fingerprint: enough to tell contents apart, few enough for sound, which is long. */
const COMPARED_CHARACTERS = 64

/** A number that hardly any two contents share. Of a long content it is made of samples. */
function fingerprint(content: string): number {
  const step = Math.max(1, Math.floor(content.length / COMPARED_CHARACTERS))
  let print = content.length
  for (let index = 0; index < content.length; index += step) print = Math.imul(print, 31) + content.charCodeAt(index)
  return print | 0
}
