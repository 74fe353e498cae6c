import type { SeenEvents } from './event-ids'
import type {
  ContentPart,
  FunctionCallItem,
  FunctionOutputItem,
  Item,
  MessageItem,
  NoticeItem,
  OtherItem,
} from './item'

/** An item while it is being put together. Only the conversation holds drafts; everybody else gets copies. */
type Mutable<T> = { -readonly [K in keyof T]: T[K] }

export interface DraftPart extends Mutable<ContentPart> {
  /** Samples received so far; {@link ContentPart.audioMs} takes them over now and then. */
  samples: number
  /** The text came in one piece from the server: pieces that arrive later are late, not more. */
  final: boolean
  /** Nothing is added piece by piece any more: the answer is long over. */
  sealed: boolean
  /** The events already folded in, so that a repeated one changes nothing. Dropped when not needed. */
  seen: SeenEvents | null
  /** The content index that its last piece of transcript came with. */
  toldAt: number | null
}

export interface DraftMessage extends Mutable<Omit<MessageItem, 'parts'>> {
  parts: DraftPart[]
}

export interface DraftCall extends Mutable<FunctionCallItem> {
  final: boolean
  seen: SeenEvents | null
}

export type Draft = DraftMessage | DraftCall | Mutable<FunctionOutputItem> | NoticeItem | Mutable<OtherItem>

export const newPart = (kind: ContentPart['kind']): DraftPart => ({
  kind,
  text: '',
  audioMs: 0,
  heardMs: null,
  transcript: 'none',
  samples: 0,
  final: false,
  sealed: false,
  seen: null,
  toldAt: null,
})

export const newMessage = (id: string, role: MessageItem['role'], at: number | null): DraftMessage => ({
  kind: 'message',
  id,
  role,
  at,
  status: 'in_progress',
  parts: [],
  responseId: null,
})

export const newCall = (id: string, at: number | null): DraftCall => ({
  kind: 'function_call',
  id,
  at,
  status: 'in_progress',
  name: '',
  callId: '',
  arguments: '',
  final: false,
  seen: null,
})

/** A copy for the world outside. */
export function toItem(draft: Draft): Item {
  switch (draft.kind) {
    case 'message':
      return { ...draft, parts: draft.parts.map(toPart) }
    case 'function_call': {
      const { final: _final, seen: _seen, ...call } = draft
      return call
    }
    default:
      return { ...draft }
  }
}

const toPart = (part: DraftPart): ContentPart => ({
  kind: part.kind,
  text: part.text,
  audioMs: part.audioMs,
  heardMs: part.heardMs,
  transcript: part.transcript,
})
