import type { ConversationSummary } from '../../shared/ipc/contract'
import { Failure } from '../../shared/ipc/result'
import type { ConversationRecord } from './conversation-record'

/** The conversations of this run: the one that turns are taken in, and the one that is shown, which may be an older. */
export class History {
  readonly #records = new Map<string, ConversationRecord>()
  #live: ConversationRecord
  #shown: ConversationRecord

  constructor(first: ConversationRecord) {
    this.#records.set(first.id, first)
    this.#live = first
    this.#shown = first
  }

  get live(): ConversationRecord {
    return this.#live
  }

  get shown(): ConversationRecord {
    return this.#shown
  }

  /** Begins a conversation: turns are taken in it, and it is shown. */
  begin(record: ConversationRecord): void {
    if (!this.#live.hasItems) this.#records.delete(this.#live.id)
    this.#records.set(record.id, record)
    this.#live = record
    this.#shown = record
  }

  /**
   * Shows a conversation.
   * @throws Failure `conversation.not_found`
   */
  show(id: string): void {
    const record = this.#records.get(id)
    if (!record) throw new Failure('conversation.not_found', 'This conversation is not there any more.')
    this.#shown = record
  }

  /** Newest first; without those in which nothing has happened. */
  summaries(): readonly ConversationSummary[] {
    return [...this.#records.values()]
      .filter((record) => record.hasItems)
      .map((record) => record.summary())
      .reverse()
  }
}
