import { Conversation } from '../../../shared/conversation/conversation'
import { titleOf, type Transcript, unpriced } from '../../../shared/conversation/transcript'
import type { Dialect, DialectName } from '../../../shared/realtime/dialect'
import { type Fields, isFields } from '../../../shared/realtime/dialects/fields'
import type { RecordedEntry } from '../../../shared/realtime/envelope'
import { EventTally } from '../../../shared/realtime/event-tally'
import { isWireEvent, type Parsed, parseClientEvent, parseServerEvent } from '../../../shared/realtime/parse'
import type { Recording } from '../../../shared/realtime/recording'
import type { ServerEvent } from '../../../shared/realtime/server-events'
import { silenceFor } from '../../../shared/realtime/sound-placeholder'
import type { Direction } from '../../../shared/realtime/traffic'
import type { WireEvent, WireRateLimit } from '../../../shared/realtime/wire'
import { SentEvents } from './sent-events'

/** All that a recording tells. */
export interface FoldedRecording {
  readonly transcript: Transcript
  /** What the server sent. */
  readonly tally: EventTally
  /** What was sent to the server, where that is recorded. */
  readonly sentTally: EventTally
  readonly skippedLines: number
  readonly rateLimits: readonly WireRateLimit[]
  /** The session's settings as the server last told them, in the server's own shape. */
  readonly session: Fields
  readonly dialect: DialectName
}

/** Plays a recording through a conversation, as if it came from a server now. */
export function foldRecording({ entries, dialect, skippedLines }: Recording): FoldedRecording {
  const steps = entries.map((entry) => toStep(entry, dialect))
  const conversation = new Conversation()
  const [tally, sentTally] = [new EventTally(), new EventTally()]
  const sentEvents = new SentEvents(eventsOf(steps, 'sent'), eventsOf(steps, 'received'))
  let session: Fields = {}
  for (const step of steps) {
    if (step.direction === 'sent') {
      sentTally.count(step.event ? parseClientEvent(step.event) : step.entry, wireTypeOf(step.entry))
      const counted = step.event && sentEvents.asReceived(step.event)
      if (counted) apply(conversation, parseServerEvent(counted))
    } else {
      const frame = step.event ? parseServerEvent(withSilence(step.event)) : step.entry
      tally.count(frame, wireTypeOf(step.entry))
      if (step.event && sentEvents.takes(step.event)) apply(conversation, frame)
      if (step.event && isFields(step.entry.event.session)) session = { ...session, ...step.entry.event.session }
    }
  }
  const items = conversation.snapshot()
  const model = typeof session.model === 'string' ? session.model : null
  const { usage, rateLimits } = conversation
  const responses = unpriced(conversation.responses)
  const title = titleOf(items)
  const transcript = { id: null, title, startedAt: null, model, endpoint: null, items, usage, responses }
  return { transcript, tally, sentTally, skippedLines, rateLimits, session, dialect: dialect.name }
}

type EventFrame = Extract<Parsed<WireEvent>, { kind: 'event' }>

/** An entry of a recording as it was on the wire, and its event in GA names; null where it is no event. */
type Step = { readonly direction: Direction } & (
  | { readonly entry: EventFrame; readonly event: WireEvent }
  | { readonly entry: Exclude<Parsed<WireEvent>, EventFrame>; readonly event: null }
)

function toStep({ direction, frame: entry }: RecordedEntry, dialect: Dialect): Step {
  if (entry.kind !== 'event') return { direction, entry, event: null }
  const event = direction === 'sent' ? dialect.clientEventToGa(entry.event) : dialect.serverEventToGa(entry.event)
  return { direction, entry, event }
}

const eventsOf = (steps: readonly Step[], wanted: Direction): readonly WireEvent[] =>
  steps.flatMap(({ direction, event }) => (direction === wanted && event ? [event] : []))

function apply(conversation: Conversation, frame: Parsed<ServerEvent>): void {
  if (frame.kind === 'event') conversation.apply(frame.event)
}

/** Sound that was recorded as its length counts as silence of that length. */
function withSilence(event: WireEvent): WireEvent {
  if (event.type !== 'response.output_audio.delta' || typeof event.delta !== 'string') return event
  return { ...event, delta: silenceFor(event.delta) ?? event.delta }
}

function wireTypeOf(entry: Parsed<WireEvent>): string | null {
  if (entry.kind === 'event') return entry.event.type
  return isWireEvent(entry.raw) ? entry.raw.type : null
}
