import type { Clock } from '../../../shared/clock'
import type { Diagnostics } from '../../../shared/ipc/contract'
import { EventTally } from '../../../shared/realtime/event-tally'
import type { Parsed } from '../../../shared/realtime/parse'
import type { ServerEvent } from '../../../shared/realtime/server-events'
import { limitText } from '../../../shared/text-limit'
import { redactedText, withoutKeys } from '../../../shared/realtime/redact'

/** As many events as are kept, newest last; up to twice as many are held. With 4,000 characters each that is 8 MB. */
const MAX_RECENT_EVENTS = 500

/** Longest type that is kept, in characters. */
const MAX_TYPE_CHARACTERS = 200

type RecentEvent = Diagnostics['recent'][number]

/** What servers sent in this run, for the event inspector: counted all, kept the last, without sound and keys. */
export class EventLog {
  readonly #clock: Clock
  readonly #tally = new EventTally()
  readonly #secrets = new Set<string>()
  #recent: RecentEvent[] = []

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Takes a key out of everything that comes from now on. */
  hide(key: string | undefined): void {
    if (key !== undefined) this.#secrets.add(key.trim())
  }

  /** A text without the keys in use, and without what looks like one. */
  withoutKeys(text: string): string {
    return withoutKeys(text, this.secrets)
  }

  /** The keys that are hidden. */
  get secrets(): readonly string[] {
    return [...this.#secrets]
  }

  record(frame: Parsed<ServerEvent>, wireType: string): void {
    this.#tally.count(frame, wireType)
    this.#recent.push({
      at: this.#clock.wallTime(),
      type: wireType === '' ? '(malformed)' : limitText(wireType, MAX_TYPE_CHARACTERS),
      text: redactedText(frame.kind === 'event' ? frame.event : frame.raw, this.secrets),
    })
    // Cut now and then, not for each event.
    if (this.#recent.length >= MAX_RECENT_EVENTS * 2) this.#recent = this.#recent.slice(-MAX_RECENT_EVENTS)
  }

  read(): Diagnostics {
    return {
      counts: this.#tally.types,
      unknown: this.#tally.unknownCount,
      malformed: this.#tally.malformedCount,
      recent: this.#recent.slice(-MAX_RECENT_EVENTS),
    }
  }
}
