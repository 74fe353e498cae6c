/** The items of a conversation: plain data, which crosses processes and is written to disk unchanged. */

import type { ErrorValues } from '../ipc/result'

export type ItemId = string

const localPrefix = 'local_'

/** An identifier for an item that the server has not named. */
export const localId = (number: number): ItemId => `${localPrefix}${number}`

/** Whether the identifier is our own, which the server doesn't know. */
export const isLocalId = (id: ItemId): boolean => id.startsWith(localPrefix)

/** `incomplete`: cut off by an interruption, a limit or a failure. */
export type ItemStatus = 'in_progress' | 'completed' | 'incomplete'

/** A part is text, speech (its text is a transcript), or a picture, which is not saved. */
export type PartKind = 'text' | 'audio' | 'image'

/** The state of a user's transcript, which can come late, or never. */
export type TranscriptState = 'none' | 'pending' | 'done' | 'failed'

export interface ContentPart {
  readonly kind: PartKind
  /** The text or the transcript: all that was generated, heard or not. */
  readonly text: string
  /** Milliseconds of sound; 0 if there is none or the length is unknown. */
  readonly audioMs: number
  /** Milliseconds that were heard before an interruption; null without one. */
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
  /** The response that produced it; null for the user's items. */
  readonly responseId: string | null
}

export interface FunctionCallItem extends BaseItem {
  readonly kind: 'function_call'
  readonly name: string
  readonly callId: string
  /** JSON text, as far as it has arrived. */
  readonly arguments: string
}

export interface FunctionOutputItem extends BaseItem {
  readonly kind: 'function_output'
  readonly callId: string
  readonly output: string
}

/** A line of Parley's own, such as an error or a hint. Never sent to the server. */
export interface NoticeItem extends BaseItem {
  readonly kind: 'notice'
  readonly level: 'info' | 'warning' | 'error'
  readonly code: string
  readonly text: string
  /** The values of the text, with which a window shows it in the user's language. */
  readonly values?: ErrorValues
}

/** A notice to add to a conversation. */
export type Notice = Pick<NoticeItem, 'level' | 'code' | 'text' | 'values'>

/** An item of an unsupported type, which keeps its place in the order. */
export interface OtherItem extends BaseItem {
  readonly kind: 'other'
  readonly type: string
}

export type Item = MessageItem | FunctionCallItem | FunctionOutputItem | NoticeItem | OtherItem

/** Returns the text of a message, each part on its own line. */
export const messageText = (item: MessageItem): string =>
  item.parts
    .map((part) => part.text)
    .filter((text) => text !== '')
    .join('\n')
