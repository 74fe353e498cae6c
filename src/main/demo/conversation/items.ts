import type { WireItem } from '../../../shared/realtime/wire'
import { samplesToBase64 } from '../audio/base64'

export interface TextPart {
  readonly type: 'input_text' | 'output_text'
  readonly text: string
}

export interface AudioPart {
  readonly type: 'input_audio' | 'output_audio'
  /** 24 kHz mono; empty when the client restored the part from its history, which carries no sound. */
  readonly samples: Int16Array
  /** Null until there is one. */
  readonly transcript: string | null
  /** Whether the client cut it; what is generated later is then no longer added. */
  readonly truncated?: boolean
}

interface ImagePart {
  readonly type: 'input_image'
  readonly image_url: string
  readonly detail: string
}

export type ContentPart = TextPart | AudioPart | ImagePart

interface ItemBase {
  readonly id: string
  readonly status: 'in_progress' | 'completed' | 'incomplete'
}

export interface MessageItem extends ItemBase {
  readonly type: 'message'
  readonly role: 'user' | 'assistant' | 'system'
  readonly content: readonly ContentPart[]
}

export interface FunctionCallItem extends ItemBase {
  readonly type: 'function_call'
  readonly name: string
  readonly call_id: string
  readonly arguments: string
}

interface FunctionOutputItem extends ItemBase {
  readonly type: 'function_call_output'
  readonly call_id: string
  readonly output: string
}

/** One entry of a conversation. Items never change: a changed one takes its place under the same id. */
export type Item = MessageItem | FunctionCallItem | FunctionOutputItem

/**
 * An item as it travels, in GA names.
 * @param withAudio whether its sound goes along, in base64: only `conversation.item.retrieved` carries it
 */
export function itemToWire(item: Item, { withAudio = false } = {}): WireItem {
  const { id, ...fields } = item
  if (fields.type !== 'message') return { id, object: 'realtime.item', ...fields }
  return { id, object: 'realtime.item', ...fields, content: fields.content.map((part) => partToWire(part, withAudio)) }
}

function partToWire(part: ContentPart, withAudio: boolean) {
  if (!isAudio(part)) return { ...part }
  const { type, transcript, samples } = part
  return { type, transcript, ...(withAudio ? { audio: samplesToBase64(samples) } : {}) }
}

/** Whether a part is sound. */
export const isAudio = (part: ContentPart): part is AudioPart =>
  part.type === 'input_audio' || part.type === 'output_audio'

/** Whether a part is words. */
export const isText = (part: ContentPart): part is TextPart => part.type === 'input_text' || part.type === 'output_text'
