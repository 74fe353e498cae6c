import type { Item } from '../../../../shared/conversation/item'
import type { Patch } from '../../../../shared/conversation/patches'
import type { ResponseRecord } from '../../../../shared/conversation/transcript'
import type { ConversationHead } from '../../../../shared/history/port'
import { noUsage, type Usage } from '../../../../shared/usage/usage'
import type { KeptItem } from './item-list'
import { KeptItems, type WrittenItem } from './kept-items'
import { hasContent } from './has-content'

export interface Origin {
  readonly model: string | null
  readonly endpoint: string | null
}

/** What is in the file of a conversation that goes on. */
export interface WrittenConversation extends Origin {
  readonly number: number
  readonly updatedAt: number
  readonly usage: Usage
  readonly responses: readonly ResponseRecord[]
  readonly items: readonly WrittenItem[]
}

/**
 * A conversation while it is being kept: its items in order, and what of it is not in the file yet. A piece of text costs
 * the same however long the conversation is.
 */
export class KeptConversation {
  readonly id: string
  readonly startedAt: number
  readonly items: KeptItems
  readonly responses: ResponseRecord[]
  /** Its row; null before it is written. */
  number: number | null
  /** How many of the responses are in the file. */
  writtenResponses: number
  usage: Usage
  origin: Origin
  /** When something was last said, in milliseconds since 1970. */
  updatedAt: number
  /** The highest number of its items. */
  lastNumber: number
  /** Whether what is known of the conversation as a whole has changed. */
  changedAsWhole = false

  /** @param read reads an item that is in the file only; null where it is not there any more */
  constructor(head: ConversationHead, written: WrittenConversation | null, read: (kept: KeptItem) => Item | null) {
    this.id = head.id
    this.startedAt = head.startedAt
    this.number = written?.number ?? null
    this.updatedAt = written?.updatedAt ?? head.startedAt
    this.usage = written?.usage ?? noUsage
    this.origin = { model: written?.model ?? null, endpoint: written?.endpoint ?? null }
    this.responses = [...(written?.responses ?? [])]
    this.writtenResponses = this.responses.length
    this.items = new KeptItems(written?.items ?? [], read)
    this.lastNumber = (written?.items ?? []).reduce((last, { number }) => Math.max(last, number), 0)
  }

  /** Whether something is not in the file yet. A conversation in which there is nothing is not written. */
  get isUnwritten(): boolean {
    if (this.items.size === 0) return this.number !== null
    return this.changedAsWhole || this.items.unwritten + this.responses.length > this.writtenResponses
  }

  /**
   * Takes in changes; those that don't fit change as much as can be made of them.
   * @param now milliseconds since 1970
   * @returns whether something is over, so that it is to be written at once
   */
  fold(patches: readonly Patch[], now: number): boolean {
    let over = false
    for (const patch of patches) {
      if (this.items.fold(patch)) over = true
      if (patch.op === 'usage') this.usage = patch.usage
      if (patch.op === 'usage' || hasContent(patch)) this.changedAsWhole = true
      if (hasContent(patch)) this.updatedAt = now
    }
    return over
  }

  respond(response: ResponseRecord): void {
    this.responses.push(response)
  }

  runsOn(origin: Origin): void {
    this.origin = origin
    this.changedAsWhole = true
  }

  /** All of it is in the file now. */
  settle(): void {
    this.items.settle()
    this.writtenResponses = this.number === null ? 0 : this.responses.length
    this.changedAsWhole = false
  }
}
