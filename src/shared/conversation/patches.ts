import type { WireRateLimit } from '../realtime/wire'
import type { Usage } from '../usage/usage'
import type { Item, ItemId } from './item'
import type { EndedResponse } from './transcript'

/**
 * One change of a conversation. Folded in order onto an empty view, patches give the same items as the conversation's
 * own snapshot; what streams costs as much as the piece that arrived, never as much as the item it belongs to.
 */
export type Patch =
  /** A new item, placed after another; at the very start when `after` is null. */
  | { readonly op: 'insert'; readonly item: Item; readonly after: ItemId | null }
  /** An item whose fields changed; its place stays. */
  | { readonly op: 'update'; readonly item: Item }
  /** More text at the end of a message's part. */
  | { readonly op: 'append_text'; readonly id: ItemId; readonly part: number; readonly text: string }
  /** More of a function call's arguments. */
  | { readonly op: 'append_arguments'; readonly id: ItemId; readonly text: string }
  /** An item goes to another place. */
  | { readonly op: 'move'; readonly id: ItemId; readonly after: ItemId | null }
  | { readonly op: 'remove'; readonly id: ItemId }
  /** A response is over: its tokens, and those used so far, all responses together. */
  | { readonly op: 'usage'; readonly usage: Usage; readonly response: EndedResponse }
  | { readonly op: 'rate_limits'; readonly limits: readonly WireRateLimit[] }
