import type { ConversationHead } from '../../../../shared/history/port'
import type { HistoryRequest, Telling } from './messages'

type Tell = Extract<HistoryRequest, { readonly type: 'tell' }>

interface Kept {
  readonly head: ConversationHead
  /** In order; what is written goes from the front. */
  told: Tell[]
}

/** What the thread was told and has not written yet, so that another thread can be told it again. */
export class UnacknowledgedMessages {
  readonly #kept = new Map<string, Kept>()
  #lastNumber = 0

  keep(head: ConversationHead): void {
    if (!this.#kept.has(head.id)) this.#kept.set(head.id, { head, told: [] })
  }

  add(conversation: string, told: Telling): Tell {
    const message: Tell = { type: 'tell', conversation, number: ++this.#lastNumber, told }
    this.#kept.get(conversation)?.told.push(message)
    return message
  }

  written(conversation: string, number: number): void {
    const kept = this.#kept.get(conversation)
    if (kept) kept.told = kept.told.filter((message) => message.number > number)
  }

  /** All of it once more, behind what it is about. */
  *again(): Generator<HistoryRequest> {
    for (const { head, told } of this.#kept.values()) {
      yield { type: 'keep', head }
      yield* told
    }
  }
}
