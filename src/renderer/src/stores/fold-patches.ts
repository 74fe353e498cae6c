import { assertNever } from '../../../shared/assert-never'
import type { ContentPart, Item, ItemId } from '../../../shared/conversation/item'
import type { Patch } from '../../../shared/conversation/patches'
import type { WireRateLimit } from '../../../shared/realtime/wire'
import type { Usage } from '../../../shared/usage/usage'

/**
 * A conversation as a window keeps it: the order apart from the items, so that a piece of text that streams in finds
 * its item without looking at the others.
 */
export interface ConversationView {
  order: readonly ItemId[]
  items: Map<ItemId, Item>
  usage: Usage
  rateLimits: readonly WireRateLimit[]
}

/** A patch that doesn't fit the view: the view has missed something and must be asked for anew. */
export class PatchMisfit extends Error {
  constructor(what: string) {
    super(what)
    this.name = 'PatchMisfit'
  }
}

/**
 * Folds patches onto a view. Items are never changed but replaced, so that whoever shows one can tell; so is the order, once
 * for all patches. Streamed text and arguments cost the same in a long conversation as in a short one.
 * @throws PatchMisfit
 */
export function foldPatches(view: ConversationView, patches: readonly Patch[]): void {
  // A copy, and no reactive array: that one would tell of every place that moves when something is put before it.
  const order = patches.some(({ op }) => op === 'insert' || op === 'move' || op === 'remove') ? [...view.order] : null
  for (const patch of patches) foldPatch(view, order ?? [], patch)
  if (order) view.order = order
}

function foldPatch(view: ConversationView, order: ItemId[], patch: Patch): void {
  switch (patch.op) {
    case 'insert':
      if (view.items.has(patch.item.id)) throw new PatchMisfit(`${patch.item.id} is there already`)
      place(order, patch.item.id, patch.after)
      view.items.set(patch.item.id, patch.item)
      return
    case 'update':
      find(view, patch.item.id)
      view.items.set(patch.item.id, patch.item)
      return
    case 'append_text':
      view.items.set(patch.id, withText(find(view, patch.id), patch.part, patch.text))
      return
    case 'append_arguments':
      view.items.set(patch.id, withArguments(find(view, patch.id), patch.text))
      return
    case 'move':
      take(order, patch.id)
      place(order, patch.id, patch.after)
      return
    case 'remove':
      take(order, patch.id)
      view.items.delete(patch.id)
      return
    case 'usage':
      view.usage = patch.usage
      return
    case 'rate_limits':
      view.rateLimits = patch.limits
      return
    default:
      assertNever(patch)
  }
}

function find(view: ConversationView, id: ItemId): Item {
  const item = view.items.get(id)
  if (!item) throw new PatchMisfit(`There is no ${id}`)
  return item
}

function place(order: ItemId[], id: ItemId, after: ItemId | null): void {
  if (after === null) order.unshift(id)
  else if (order.at(-1) === after) order.push(id)
  else order.splice(indexOf(order, after) + 1, 0, id)
}

function take(order: ItemId[], id: ItemId): void {
  order.splice(indexOf(order, id), 1)
}

/** From the end, since what changes is mostly new. */
function indexOf(order: readonly ItemId[], id: ItemId): number {
  const index = order.lastIndexOf(id)
  if (index === -1) throw new PatchMisfit(`There is no ${id}`)
  return index
}

function withText(item: Item, index: number, text: string): Item {
  if (item.kind !== 'message' || !item.parts[index]) throw new PatchMisfit(`${item.id} has no part ${index}`)
  const parts = item.parts.map((part, at): ContentPart => (at === index ? { ...part, text: part.text + text } : part))
  return { ...item, parts }
}

function withArguments(item: Item, text: string): Item {
  if (item.kind !== 'function_call') throw new PatchMisfit(`${item.id} is no function call`)
  return { ...item, arguments: item.arguments + text }
}
