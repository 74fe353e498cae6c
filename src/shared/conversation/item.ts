/** What a conversation is made of. Items are plain data: they cross process borders and are written to disk as they are. */

import type { ErrorValues } from '../ipc/result'

export type ItemId = string

const localPrefix = 'local_'

/** A name for an item that the server has not named. */
export const localId = (number: number): ItemId => `${localPrefix}${number}`

/** Whether the server knows no item of this name. */
export const isLocalId = (id: ItemId): boolean => id.startsWith(localPrefix)

/** `incomplete`: cut off by an interruption, a limit or a failure. */
export type ItemStatus = 'in_progress' | 'completed' | 'incomplete'

/** Whether a part was written (typed, or answered as text), spoken (its text is a transcript), or is a picture, which is not kept. */
export type PartKind = 'text' | 'audio' | 'image'

/** The transcript of a user's speech is made on the side and can come late, or never. */
export type TranscriptState = 'none' | 'pending' | 'done' | 'failed'

export interface ContentPart {
  readonly kind: PartKind
  /** What was written, or the transcript of what was said; all that was generated, heard or not. */
  readonly text: string
  /** How long the sound is, in milliseconds; 0 where there is none or nobody said. */
  readonly audioMs: number
  /** After an interruption: how many milliseconds were heard before the cut. Null when it was not cut. */
  readonly heardMs: number | null
  readonly transcript: TranscriptState
}

interface BaseItem {
  readonly id: ItemId
  /** Milliseconds since 1970 when it was first seen; null in recordings, which carry no times. */
  readonly at: number | null
  readonly status: ItemStatus
}

export interface MessageItem extends BaseItem {
  readonly kind: 'message'
  readonly role: 'user' | 'assistant' | 'system'
  readonly parts: readonly ContentPart[]
  /** The response that produced it; null for what the user said. */
  readonly responseId: string | null
}

export interface FunctionCallItem extends BaseItem {
  readonly kind: 'function_call'
  readonly name: string
  readonly callId: string
  /** JSON text, as far as it was streamed. */
  readonly arguments: string
}

export interface FunctionOutputItem extends BaseItem {
  readonly kind: 'function_output'
  readonly callId: string
  readonly output: string
}

/** Something that is neither said nor called: an error, a hint, a reconnection. Never sent to the server. */
export interface NoticeItem extends BaseItem {
  readonly kind: 'notice'
  readonly level: 'info' | 'warning' | 'error'
  readonly code: string
  readonly text: string
  /** The parts of the text that vary, by which a window says it in the user's language. */
  readonly values?: ErrorValues
}

/** A line of our own in a conversation. */
export type Notice = Pick<NoticeItem, 'level' | 'code' | 'text' | 'values'>

/** An item of a type that Parley has no view for; kept so that the order of the others holds. */
export interface OtherItem extends BaseItem {
  readonly kind: 'other'
  readonly type: string
}

export type Item = MessageItem | FunctionCallItem | FunctionOutputItem | NoticeItem | OtherItem

/** All the text of a message, its parts on lines of their own. */
export const messageText = (item: MessageItem): string =>
  item.parts
    .map((part) => part.text)
    .filter((text) => text !== '')
    .join('\n')
