import type { WireRateLimit } from '../realtime/wire'
import type { Usage } from '../usage/usage'
import type { Item, ItemId } from './item'
import type { EndedResponse } from './transcript'

/**
 * One change of a conversation. Folded in order onto an empty view, patches give the same items as the conversation's
 * snapshot. A streamed piece costs its own length, not that of its item.
 */
export type Patch =
  /** A new item behind another one; the first if `after` is null. */
  | { readonly op: 'insert'; readonly item: Item; readonly after: ItemId | null }
  /** An item's fields change, not its place. */
  | { readonly op: 'update'; readonly item: Item }
  /** Text is appended to a message's part. */
  | { readonly op: 'append_text'; readonly id: ItemId; readonly part: number; readonly text: string }
  /** Text is appended to a function call's arguments. */
  | { readonly op: 'append_arguments'; readonly id: ItemId; readonly text: string }
  /** An item moves. */
  | { readonly op: 'move'; readonly id: ItemId; readonly after: ItemId | null }
  | { readonly op: 'remove'; readonly id: ItemId }
  /** A response has ended: its tokens, and the sum of all responses. */
  | { readonly op: 'usage'; readonly usage: Usage; readonly response: EndedResponse }
  | { readonly op: 'rate_limits'; readonly limits: readonly WireRateLimit[] }
