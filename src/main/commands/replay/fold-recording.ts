import { Conversation } from '../../../shared/conversation/conversation'
import { titleOf, type Transcript, unpriced } from '../../../shared/conversation/transcript'
import type { DialectName } from '../../../shared/realtime/dialect'
import { type Fields, isFields } from '../../../shared/realtime/dialects/fields'
import { EventTally } from '../../../shared/realtime/event-tally'
import { isWireEvent, type Parsed, parseServerEvent } from '../../../shared/realtime/parse'
import type { Recording } from '../../../shared/realtime/recording'
import type { WireEvent, WireRateLimit } from '../../../shared/realtime/wire'

/** All that a recording tells. */
export interface FoldedRecording {
  readonly transcript: Transcript
  readonly tally: EventTally
  readonly rateLimits: readonly WireRateLimit[]
  /** The session's settings as the server last told them, in the server's own shape. */
  readonly session: Fields
  readonly dialect: DialectName
}

/** Plays a recording through a conversation, as if it came from a server now. */
export function foldRecording({ entries, dialect }: Recording): FoldedRecording {
  const conversation = new Conversation()
  const tally = new EventTally()
  let session: Fields = {}
  for (const entry of entries) {
    const frame = entry.kind === 'event' ? parseServerEvent(dialect.serverEventToGa(entry.event)) : entry
    tally.count(frame, wireTypeOf(entry))
    if (frame.kind === 'event') conversation.apply(frame.event)
    if (entry.kind === 'event' && isFields(entry.event.session)) session = { ...session, ...entry.event.session }
  }
  const items = conversation.snapshot()
  const model = typeof session.model === 'string' ? session.model : null
  const { usage, rateLimits } = conversation
  const responses = unpriced(conversation.responses)
  const title = titleOf(items)
  const transcript = { id: null, title, startedAt: null, model, endpoint: null, items, usage, responses }
  return { transcript, tally, rateLimits, session, dialect: dialect.name }
}

function wireTypeOf(entry: Parsed<WireEvent>): string | null {
  if (entry.kind === 'event') return entry.event.type
  return isWireEvent(entry.raw) ? entry.raw.type : null
}
