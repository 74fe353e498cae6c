import type { Patch } from '../../../../shared/conversation/patches'
import type { ResponseRecord } from '../../../../shared/conversation/transcript'
import type { ConversationHead } from '../../../../shared/history/port'
import type { KeptConversation, Origin } from './kept-conversation'
import { takeOver } from './pending'

/** Something that was told of a conversation, and when, in milliseconds since 1970. */
export type Told =
  | { readonly kind: 'patches'; readonly patches: readonly Patch[]; readonly at: number }
  | { readonly kind: 'response'; readonly response: ResponseRecord }
  | { readonly kind: 'origin'; readonly origin: Origin }

/**
 * A conversation that may go on at any time. What it holds is read only when something is told of it, and let go of when
 * it rests; as long as it can't be read, what is told waits.
 */
export class ConversationWriter {
  readonly head: ConversationHead
  readonly #load: (head: ConversationHead) => KeptConversation
  readonly #waiting: Told[] = []
  #conversation: KeptConversation | null = null
  #erased = false

  /** @param load reads what is in the file of it; throws when it can't */
  constructor(head: ConversationHead, load: (head: ConversationHead) => KeptConversation) {
    this.head = head
    this.#load = load
  }

  /** Null while nothing is known of it. */
  get conversation(): KeptConversation | null {
    return this.#conversation
  }

  /** Whether the user has erased it: what is told of it from now on is not kept. */
  get isErased(): boolean {
    return this.#erased
  }

  get isUnwritten(): boolean {
    return this.#waiting.length > 0 || (this.#conversation?.isUnwritten ?? false)
  }

  /** @returns whether something is over, so that it is to be written at once; never throws */
  take(told: Told): boolean {
    if (this.#erased) return false
    this.#waiting.push(told)
    try {
      return this.catchUp()
    } catch {
      return true // it is tried again with the next writing, which tells of it
    }
  }

  /** Folds what waits. @returns whether something is over @throws SqliteError when the file can't be read */
  catchUp(): boolean {
    if (this.#waiting.length === 0) return false
    this.#conversation ??= this.#load(this.head)
    let over = false
    for (let told = this.#waiting.shift(); told; told = this.#waiting.shift()) {
      if (fold(this.#conversation, told)) over = true
    }
    return over
  }

  erase(): void {
    this.#erased = true
    this.#waiting.length = 0
    this.#conversation = null
  }

  /** Lets go of what is in the file anyway. One that has no item yet is not there, though its tokens and origin are known. */
  rest(): void {
    const conversation = this.#conversation
    const isInFile = conversation !== null && conversation.number !== null
    if (isInFile && !this.isUnwritten && !conversation.items.isGrowing) this.#conversation = null
  }

  /** The file is another one now, or has another conversation of this name: what is not in it goes in again. */
  rebase(): void {
    const before = this.#conversation
    this.#conversation = null
    if (!before) return
    const fresh = this.#load(this.head)
    takeOver(fresh, before)
    this.#conversation = fresh
  }
}

function fold(conversation: KeptConversation, told: Told): boolean {
  switch (told.kind) {
    case 'patches':
      return conversation.fold(told.patches, told.at)
    case 'response':
      conversation.respond(told.response)
      return true
    case 'origin':
      conversation.runsOn(told.origin)
      return false
  }
}
