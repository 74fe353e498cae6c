import type { WireEvent } from '../../../shared/realtime/wire'
import type { Conversation } from '../conversation/conversation'
import { isAudio, type Item, itemToWire } from '../conversation/items'

/** Sends a server event in GA names; its id is added on the way. */
export type Send = (event: WireEvent) => void

/** How fast an answer goes out: much faster than it is spoken, as OpenAI's does. */
export interface Pace {
  /** Sound in one `response.output_audio.delta`, in milliseconds. */
  readonly chunkMs: number
  /** From one delta to the next, in milliseconds. */
  readonly intervalMs: number
}

/** Where an output item belongs. */
export interface OutputContext {
  readonly responseId: string
  /** Null when the response stays out of the conversation. */
  readonly conversation: Conversation | null
  readonly send: Send
  readonly pace: Pace
  /** Brings sound to the rate at which it goes out. */
  readonly toWire: (samples: Int16Array) => Int16Array
}

/** One item while it is being generated. */
export interface Output {
  /** The item as far as it got. */
  readonly item: Item
  /** Sends everything up to the item's end, bit by bit. @returns the pauses between them, in milliseconds */
  steps(): Generator<number, void>
  /** Sends the `.done` events of all that is open. */
  close(status: 'completed' | 'incomplete'): void
}

/** A response has one output item. */
export const OUTPUT_INDEX = 0

/** Says that an item begins, and puts it at the conversation's end. */
export function openItem({ responseId, conversation, send }: OutputContext, item: Item): void {
  const wire = itemToWire(item)
  send({ type: 'response.output_item.added', response_id: responseId, output_index: OUTPUT_INDEX, item: wire })
  const inserted = conversation?.insert(item)
  if (inserted?.ok) send({ type: 'conversation.item.added', previous_item_id: inserted.value, item: wire })
}

/** Says that an item is finished. */
export function closeItem({ responseId, conversation, send }: OutputContext, item: Item): void {
  const wire = itemToWire(item)
  if (conversation?.get(item.id)) {
    send({ type: 'conversation.item.done', previous_item_id: conversation.previousId(item.id), item: wire })
  }
  send({ type: 'response.output_item.done', response_id: responseId, output_index: OUTPUT_INDEX, item: wire })
}

/** Keeps the conversation's copy up to date; what the client truncated stays truncated. */
export function keep({ conversation }: OutputContext, item: Item): void {
  const kept = conversation?.get(item.id)
  const truncated = kept?.type === 'message' && kept.content.some((part) => isAudio(part) && part.truncated)
  conversation?.replace(truncated ? { ...kept, status: item.status } : item)
}
