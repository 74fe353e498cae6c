import type { ItemId } from './item'

interface Node {
  id: ItemId
  previous: Node | null
  next: Node | null
  /** The item that the server said comes before this one, once it did. */
  anchor: ItemId | null
  /** Not known to the server, as a notice, so that "after X" means after X and what floats behind it. */
  floating: boolean
}

/** Where an item stands now: right after another, or at the very start when `after` is null. */
export interface Place {
  readonly id: ItemId
  readonly after: ItemId | null
}

/** What became of an item and of those that waited for it. */
interface Placement {
  readonly place: Place
  readonly moves: readonly Place[]
}

/** The server's name for "at the very start of the conversation". */
const root = 'root'

/**
 * The order of a conversation's items, whatever order they are heard of in.
 *
 * Servers place an item by naming the one before it (`previous_item_id`), and that one may not be known yet, or the
 * name may come only with a later event. An item without a known predecessor stands at the end and waits; when the
 * predecessor turns up, it moves there together with those placed behind it. Each call costs the same however long the
 * conversation is; only a move costs as much as it moves.
 */
export class ItemOrder {
  readonly #nodes = new Map<ItemId, Node>()
  readonly #waiting = new Map<ItemId, Node[]>()
  #first: Node | null = null
  #last: Node | null = null
  /** The first item of the chain that reaches to the end, where that is known. */
  #lastChain: Node | null = null

  /** Adds an item that is not there yet; answers its place and the moves of those that waited for it. */
  add(id: ItemId, anchor: ItemId | null, floating = false): Placement {
    const node: Node = { id, previous: null, next: null, anchor, floating }
    this.#nodes.set(id, node)
    const target = this.#target(node)
    if (target === undefined) this.#linkAtEnd(node)
    else this.#link(node, node, target)
    return { place: placeOf(node), moves: this.#releaseWaiting(id) }
  }

  /** Says which item comes before one that was added without saying; the first word on it holds. */
  anchor(id: ItemId, anchor: ItemId): readonly Place[] {
    const node = this.#nodes.get(id)
    if (!node || node.anchor !== null) return []
    node.anchor = anchor
    return this.#moveBehindAnchor(node)
  }

  /** Gives an item another name, as when the server names what had a name of our own; null when there is no such item. */
  rename(oldId: ItemId, newId: ItemId): Placement | null {
    const node = this.#nodes.get(oldId)
    if (!node || this.#nodes.has(newId)) return null
    this.#nodes.delete(oldId)
    this.#nodes.set(newId, node)
    node.id = newId
    return { place: placeOf(node), moves: this.#releaseWaiting(newId) }
  }

  /** Notes that the server no longer knows an item that is kept: it stays behind the one that it is behind now. */
  float(id: ItemId): void {
    const node = this.#nodes.get(id)
    if (node) node.floating = true
  }

  remove(id: ItemId): void {
    const node = this.#nodes.get(id)
    if (!node) return
    this.#unlink(node, node)
    this.#nodes.delete(id)
  }

  *[Symbol.iterator](): IterableIterator<ItemId> {
    for (let node = this.#first; node; node = node.next) yield node.id
  }

  /** The node to stand behind: null for the start, undefined while that isn't known. Notes down who waits for whom. */
  #target(node: Node): Node | null | undefined {
    if (node.anchor === root) return null
    const anchor = node.anchor === null ? undefined : this.#nodes.get(node.anchor)
    if (anchor && anchor !== node) return lastFloating(anchor)
    if (node.anchor !== null) this.#wait(node.anchor, node)
    return undefined
  }

  /**
   * Puts an item whose predecessor is unknown at the end. Where the chain that waits for it stands there, the item goes
   * right before the chain: moving the chain instead would move all of it for every item that comes in reverse order.
   */
  #linkAtEnd(node: Node): void {
    const follower = this.#waiting.get(node.id)?.find((waiting) => this.#nodes.get(waiting.id) === waiting)
    const standsAtEnd = follower && (follower === this.#lastChain || lastOfChain(follower) === this.#last)
    this.#link(node, node, standsAtEnd ? follower.previous : this.#last)
    this.#lastChain = node
  }

  #wait(anchor: ItemId, node: Node): void {
    const others = this.#waiting.get(anchor)
    if (others) others.push(node)
    else this.#waiting.set(anchor, [node])
  }

  #releaseWaiting(id: ItemId): readonly Place[] {
    const waiting = this.#waiting.get(id)
    if (!waiting) return []
    this.#waiting.delete(id)
    return waiting.flatMap((node) => (this.#nodes.get(node.id) === node ? this.#moveBehindAnchor(node) : []))
  }

  #moveBehindAnchor(node: Node): readonly Place[] {
    if (node.anchor === null) return []
    const anchor = node.anchor === root ? null : this.#nodes.get(node.anchor)
    if (anchor === undefined) {
      this.#wait(node.anchor, node)
      return []
    }
    const target = anchor ? lastFloating(anchor) : null
    if (node.previous === target) return []
    const chain = chainBehind(node)
    // Either the item already floats behind its anchor, or the anchor is among those that were placed behind the item.
    if (target && chain.has(target.id)) return []
    return this.#moveChain(node, chain.size, target)
  }

  #moveChain(first: Node, length: number, target: Node | null): readonly Place[] {
    const last = nodeBehind(first, length - 1)
    this.#unlink(first, last)
    this.#link(first, last, target)
    const places: Place[] = []
    for (let node: Node | null = first; node; node = node === last ? null : node.next) places.push(placeOf(node))
    return places
  }

  #link(first: Node, last: Node, after: Node | null): void {
    this.#lastChain = null
    const before = after ? after.next : this.#first
    first.previous = after
    last.next = before
    if (after) after.next = first
    else this.#first = first
    if (before) before.previous = last
    else this.#last = last
  }

  #unlink(first: Node, last: Node): void {
    this.#lastChain = null
    if (first.previous) first.previous.next = last.next
    else this.#first = last.next
    if (last.next) last.next.previous = first.previous
    else this.#last = first.previous
  }
}

const placeOf = (node: Node): Place => ({ id: node.id, after: node.previous?.id ?? null })

/** A notice stays behind the item it was about, so what comes after that item comes after the notice too. */
function lastFloating(node: Node): Node {
  let last = node
  while (last.next?.floating) last = last.next
  return last
}

const lastOfChain = (first: Node): Node => nodeBehind(first, chainBehind(first).size - 1)

/** The node so many steps behind another; the last one where there are fewer. */
function nodeBehind(first: Node, steps: number): Node {
  let node = first
  for (let step = 0; step < steps && node.next; step++) node = node.next
  return node
}

/** An item and those right behind it that were placed by it, by each other, or float there: they move as one. */
function chainBehind(first: Node): ReadonlySet<ItemId> {
  const chain = new Set([first.id])
  const belongs = (node: Node): boolean => node.floating || (node.anchor !== null && chain.has(node.anchor))
  for (let node = first.next; node && belongs(node); node = node.next) chain.add(node.id)
  return chain
}
