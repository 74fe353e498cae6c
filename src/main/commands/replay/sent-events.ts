import { isTold } from '../../../shared/conversation/context'
import { isFields } from '../../../shared/realtime/dialects/fields'
import type { WireEvent } from '../../../shared/realtime/wire'

/** Events that name an item for the first time, or again. */
const confirmations = /^conversation\.item\.(?:added|created|done)$/

/**
 * What the sent side of a recording adds to the received one. A typed turn counts at once, as it does in a session, and
 * also where the server never confirms it; one that the server confirms under a name of its own counts there. Items of
 * the past that a client tells a new session are known already.
 */
export class SentEvents {
  /** Items that were named so far, by either side. */
  readonly #known = new Set<string>()
  /** Items of the past that were told again: the server's confirmation says less than is known of them. */
  readonly #toldAgain = new Set<string>()
  /** Names that the server gave to typed turns, by their words, first to last. */
  readonly #renamed: ReadonlyMap<string, string[]>
  /** Items that the server names somewhere in the recording. */
  readonly #confirmed: ReadonlySet<string>
  #unnamed = 0

  /** @param sent,received all events of the recording, in GA names */
  constructor(sent: readonly WireEvent[], received: readonly WireEvent[]) {
    const ours = new Set(sent.flatMap(idsOf))
    const confirmed = received.filter(({ type }) => confirmations.test(type))
    this.#confirmed = new Set(confirmed.flatMap(idsOf))
    this.#renamed = namesByWords(confirmed.filter((event) => !idsOf(event).some((id) => ours.has(id))))
  }

  /** Returns whether a received event is to be folded, and notes the items that it names. */
  takes(event: WireEvent): boolean {
    const ids = idsOf(event)
    for (const id of ids) this.#known.add(id)
    return !confirmations.test(event.type) || !ids.some((id) => this.#toldAgain.has(id))
  }

  /** Returns the server's event that a sent event counts as, in GA names; null for those that change nothing. */
  asReceived(event: WireEvent): WireEvent | null {
    if (event.type === 'conversation.item.truncate') return { ...event, type: 'conversation.item.truncated' }
    if (event.type !== 'conversation.item.create' || !isFields(event.item)) return null
    const { item } = event
    const id = typeof item.id === 'string' && item.id !== '' ? item.id : null
    const isKnown = id !== null && (this.#known.has(id) || isTold(id))
    if (isKnown) this.#toldAgain.add(id)
    if (item.role !== 'user' || isKnown || this.#isRenamed(id, item)) return null
    const name = id ?? `typed_${this.#unnamed++}`
    this.#known.add(name)
    return { ...event, type: 'conversation.item.added', item: { ...item, id: name, status: 'completed' } }
  }

  /** Whether the server confirms a typed turn under another name, which then stands for no other turn. */
  #isRenamed(id: string | null, item: object): boolean {
    if (id !== null && this.#confirmed.has(id)) return false
    return this.#renamed.get(wordsOf(item))?.shift() !== undefined
  }
}

function namesByWords(confirmed: readonly WireEvent[]): ReadonlyMap<string, string[]> {
  const names = new Map<string, string[]>()
  const seen = new Set<string>()
  for (const event of confirmed) {
    const [id] = idsOf(event)
    const words = isFields(event.item) && event.item.role === 'user' ? wordsOf(event.item) : ''
    if (id === undefined || words === '' || seen.has(id)) continue
    seen.add(id)
    names.set(words, [...(names.get(words) ?? []), id])
  }
  return names
}

/** The typed words of an item; empty where it has none. */
function wordsOf(item: object): string {
  const content: unknown = 'content' in item ? item.content : null
  if (!Array.isArray(content)) return ''
  return content
    .flatMap((part: unknown) => (isFields(part) && typeof part.text === 'string' ? [part.text] : []))
    .join('\n')
}

/** The items that an event names. */
function idsOf(event: WireEvent): readonly string[] {
  const output = isFields(event.response) && Array.isArray(event.response.output) ? event.response.output : []
  const items: readonly unknown[] = [event.item, ...(output as readonly unknown[])]
  const ids = [event.item_id, ...items.map((item) => (isFields(item) ? item.id : undefined))]
  return ids.filter((id): id is string => typeof id === 'string' && id !== '')
}
