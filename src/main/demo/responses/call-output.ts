import type { Answer } from '../answers/answer'
import type { FunctionCallItem } from '../conversation/items'
import { closeItem, keep, openItem, type Output, OUTPUT_INDEX, type OutputContext } from './output'

/** Arguments are streamed in pieces of about a token's length. */
const CHARACTERS_PER_DELTA = 8

/** An answer that asks the client to run a function. */
export class CallOutput implements Output {
  readonly #arguments: string
  readonly #context: OutputContext
  #item: FunctionCallItem
  #opened = false

  constructor(ids: { item: string; call: string }, answer: Extract<Answer, { kind: 'call' }>, context: OutputContext) {
    this.#arguments = answer.arguments
    this.#context = context
    const { name } = answer
    this.#item = { id: ids.item, type: 'function_call', status: 'in_progress', name, call_id: ids.call, arguments: '' }
  }

  get item(): FunctionCallItem {
    return this.#item
  }

  *steps(): Generator<number, void> {
    this.#opened = true
    openItem(this.#context, this.#item)
    while (this.#item.arguments.length < this.#arguments.length) {
      const sent = this.#item.arguments.length
      const delta = this.#arguments.slice(sent, sent + CHARACTERS_PER_DELTA)
      this.#update({ arguments: this.#item.arguments + delta })
      this.#send('response.function_call_arguments.delta', { delta })
      yield this.#context.pace.intervalMs
    }
  }

  close(status: 'completed' | 'incomplete'): void {
    if (!this.#opened) return
    this.#update({ status })
    this.#send('response.function_call_arguments.done', { name: this.#item.name, arguments: this.#item.arguments })
    closeItem(this.#context, this.#item)
  }

  #update(change: Partial<FunctionCallItem>): void {
    this.#item = { ...this.#item, ...change }
    keep(this.#context, this.#item)
  }

  #send(type: string, fields: object): void {
    const { id, call_id } = this.#item
    const place = { response_id: this.#context.responseId, item_id: id, output_index: OUTPUT_INDEX, call_id }
    this.#context.send({ type, ...place, ...fields })
  }
}
