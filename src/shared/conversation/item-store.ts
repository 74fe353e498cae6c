import { type Draft, type DraftMessage, newMessage, toItem } from './draft'
import { settleStatus } from './fold-item'
import { type Item, type ItemId, localId, type MessageItem } from './item'
import { ItemOrder, type Place } from './item-order'
import type { Patch } from './patches'

/** No change; shared, so that the usual case allocates nothing. */
export const noPatches: readonly Patch[] = []

/** The patch that tells an item's present state as a whole. */
export const updated = (draft: Draft): readonly Patch[] => [{ op: 'update', item: toItem(draft) }]

/** The drafts of a conversation and their order; each change answers the patches that tell of it. */
export class ItemStore {
  readonly #drafts = new Map<ItemId, Draft>()
  readonly #order = new ItemOrder()
  /** Removed items: a late or repeated event must not bring them back. */
  readonly #removed = new Set<ItemId>()
  #localIds = 0

  get(id: ItemId): Draft | undefined {
    return this.#drafts.get(id)
  }

  /** All drafts, in no particular order. */
  drafts(): readonly Draft[] {
    return [...this.#drafts.values()]
  }

  /** The names of all items, also of those that were removed. */
  *names(): Iterable<ItemId> {
    yield* this.#drafts.keys()
    yield* this.#removed
  }

  wasRemoved(id: ItemId): boolean {
    return this.#removed.has(id)
  }

  /** All items in order, as copies. */
  snapshot(): readonly Item[] {
    return [...this.#order].flatMap((id) => {
      const draft = this.#drafts.get(id)
      return draft ? [toItem(draft)] : []
    })
  }

  /** A name for an item that the server has not named. */
  localId(): ItemId {
    let id: ItemId
    do id = localId(++this.#localIds)
    while (this.#drafts.has(id))
    return id
  }

  /** Adds an item behind its anchor, or at the end where there is none; a removed item stays removed. */
  insert(draft: Draft, anchor: ItemId | null): readonly Patch[] {
    if (this.#removed.has(draft.id)) return noPatches
    this.#drafts.set(draft.id, draft)
    const { place, moves } = this.#order.add(draft.id, anchor, draft.kind === 'notice')
    return [{ op: 'insert', item: toItem(draft), after: place.after }, ...moves.map(move)]
  }

  /** Adds an item that was kept, at the end. The server of today knows nothing of it. */
  restore(draft: Draft): void {
    this.#drafts.set(draft.id, draft)
    this.#order.add(draft.id, null, true)
  }

  /** Says which item comes before this one. */
  anchor(id: ItemId, anchor: ItemId | null): readonly Patch[] {
    return anchor === null ? noPatches : this.#order.anchor(id, anchor).map(move)
  }

  /** Puts a draft of another kind in the place of the one with its id. */
  exchange(draft: Draft): readonly Patch[] {
    settleStatus(draft, this.#drafts.get(draft.id)?.status)
    this.#drafts.set(draft.id, draft)
    return updated(draft)
  }

  /**
   * Gives an item that had a local name the draft with the server's name, and the anchor that came with it. If the user
   * has removed the item meanwhile, the server's name for it is not shown either.
   */
  rename(localId: ItemId, draft: Draft, anchor: ItemId | null): readonly Patch[] {
    const renamed = this.#order.rename(localId, draft.id)
    if (!renamed) return this.remove(draft.id)
    this.#drafts.delete(localId)
    this.#drafts.set(draft.id, draft)
    return [
      { op: 'remove', id: localId },
      { op: 'insert', item: toItem(draft), after: renamed.place.after },
      ...renamed.moves.map(move),
      ...this.anchor(draft.id, anchor),
    ]
  }

  /** Keeps an item that the server has deleted. */
  float(id: ItemId): void {
    this.#order.float(id)
  }

  /** Removes an item for good. */
  remove(id: ItemId): readonly Patch[] {
    this.#removed.add(id)
    if (!this.#drafts.delete(id)) return noPatches
    this.#order.remove(id)
    return [{ op: 'remove', id }]
  }

  /**
   * The message of an id, made at the end when it is the first that is heard of it, or in the place of an item of no known
   * kind; null when the id is that of a removed item, of another kind, or of somebody else's message.
   */
  message(
    id: ItemId,
    role: MessageItem['role'],
    at: number | null,
  ): { readonly message: DraftMessage; readonly patches: readonly Patch[] } | null {
    const draft = this.#drafts.get(id)
    if (draft?.kind === 'other') {
      const message = newMessage(id, role, draft.at)
      return { message, patches: this.exchange(message) }
    }
    if (draft) return draft.kind === 'message' && draft.role === role ? { message: draft, patches: noPatches } : null
    if (this.#removed.has(id)) return null
    const message = newMessage(id, role, at)
    return { message, patches: this.insert(message, null) }
  }
}

const move = ({ id, after }: Place): Patch => ({ op: 'move', id, after })
