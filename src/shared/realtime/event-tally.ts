import { limitText } from '../text-limit'
import type { Parsed } from './parse'

/** How often a type of event came. */
export interface TypeCount {
  /** As the server named it, before any dialect's translation. */
  readonly type: string
  readonly count: number
  /** Whether Parley knows what it means. */
  readonly known: boolean
}

/** Something that was no event, or not one of its type's shape. */
export interface MalformedEntry {
  /** The type that it claims to have; null when it has none. */
  readonly type: string | null
  readonly reason: string
}

/** More different types than any protocol has: those beyond, which a broken server could make up, count as one. */
const MAX_TYPES = 300
const MAX_REASONS = 10
/** Longest name or reason that is kept, in characters. */
const MAX_TEXT_CHARACTERS = 200

/** What stands for all types beyond {@link MAX_TYPES}. */
const OTHER_TYPES = '(other types)'

/** Counts what a server sent, in memory that is bounded whatever it sends. */
export class EventTally {
  readonly #types = new Map<string, { count: number; known: boolean }>()
  readonly #malformed: MalformedEntry[] = []
  #events = 0
  #malformedCount = 0
  readonly #repaired: string[] = []
  #repairedCount = 0

  /**
   * Counts one frame.
   * @param wireType its type as the server said it; null when it has none
   */
  count(frame: Parsed<unknown>, wireType: string | null): void {
    if (frame.kind === 'malformed') this.#addMalformed(frame.reason, wireType)
    else this.#addEvent(wireType ?? '', frame.kind === 'event')
    if (frame.kind === 'event' && frame.repaired) this.#addRepaired(frame.repaired, wireType)
  }

  /** Every type that came, in the order in which they came first. */
  get types(): readonly TypeCount[] {
    return Array.from(this.#types, ([type, { count, known }]) => ({ type, count, known }))
  }

  /** The types that Parley does not know. */
  get unknownTypes(): readonly TypeCount[] {
    return this.types.filter(({ known }) => !known)
  }

  /** How many events were of a type that Parley does not know. */
  get unknownCount(): number {
    return this.unknownTypes.reduce((total, { count }) => total + count, 0)
  }

  /** How many frames were events, known or not. */
  get eventCount(): number {
    return this.#events
  }

  /** How many fields of events had the wrong type, and were read all the same or left out. */
  get repairedCount(): number {
    return this.#repairedCount
  }

  /** The first of those fields, each as its event's type and its path. */
  get firstRepaired(): readonly string[] {
    return this.#repaired
  }

  get malformedCount(): number {
    return this.#malformedCount
  }

  /** The first of the malformed entries. */
  get firstMalformed(): readonly MalformedEntry[] {
    return this.#malformed
  }

  #addEvent(wireType: string, known: boolean): void {
    this.#events++
    const type = shorten(wireType)
    const counted = this.#types.get(type)
    if (counted) counted.count++
    else if (this.#types.size < MAX_TYPES) this.#types.set(type, { count: 1, known })
    else this.#addOther()
  }

  #addOther(): void {
    const others = this.#types.get(OTHER_TYPES)
    if (others) others.count++
    else this.#types.set(OTHER_TYPES, { count: 1, known: false })
  }

  #addRepaired(fields: readonly string[], wireType: string | null): void {
    this.#repairedCount += fields.length
    for (const field of fields.slice(0, MAX_REASONS - this.#repaired.length))
      this.#repaired.push(shorten(`${wireType ?? ''}: ${field}`))
  }

  #addMalformed(reason: string, wireType: string | null): void {
    this.#malformedCount++
    if (this.#malformed.length < MAX_REASONS)
      this.#malformed.push({ type: wireType === null ? null : shorten(wireType), reason: shorten(reason) })
  }
}

const shorten = (text: string): string => limitText(text, MAX_TEXT_CHARACTERS)
