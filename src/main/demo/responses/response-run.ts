import type { Cancel, Clock } from '../../../shared/clock'
import type { WireResponse, WireUsage } from '../../../shared/realtime/wire'
import { itemToWire } from '../conversation/items'
import type { AudioFormat } from '../settings/settings-schema'
import type { Output, Send } from './output'
import type { ResponseRequest } from './request'

export type CancelReason = 'turn_detected' | 'client_cancelled'

type Outcome =
  | { readonly status: 'completed' }
  | { readonly status: 'cancelled'; readonly reason: CancelReason }
  | { readonly status: 'incomplete'; readonly reason: 'max_output_tokens' }

export interface RunOptions {
  readonly id: string
  readonly request: ResponseRequest
  readonly format: AudioFormat
  /** Null when the response stays out of the conversation. */
  readonly conversationId: string | null
  readonly output: Output
  /** Whether the output is all that there was to say. */
  readonly complete: boolean
  readonly clock: Clock
  readonly send: Send
  /** Works out the usage, and sends what goes before the end. */
  readonly settle: (output: Output) => WireUsage
  /** Called once, after `response.done`. */
  readonly onDone: (run: ResponseRun) => void
}

/** One response from `response.created` to `response.done`. */
export class ResponseRun {
  readonly #options: RunOptions
  readonly #steps: Generator<number, void>
  #next: Cancel
  #started = false

  /** Announces the response; its first delta follows at once, but not in the same breath. */
  constructor(options: RunOptions) {
    this.#options = options
    this.#steps = options.output.steps()
    options.send({ type: 'response.created', response: this.#toWire('in_progress', null, null) })
    this.#next = options.clock.schedule(0, () => this.#advance())
  }

  get id(): string {
    return this.#options.id
  }

  get output(): Output {
    return this.#options.output
  }

  /** Ends the response where it is. */
  cancel(reason: CancelReason): void {
    this.#next()
    this.#finish({ status: 'cancelled', reason })
  }

  #advance(): void {
    this.#started = true
    const step = this.#steps.next()
    if (step.done) {
      const { complete } = this.#options
      this.#finish(complete ? { status: 'completed' } : { status: 'incomplete', reason: 'max_output_tokens' })
    } else {
      this.#next = this.#options.clock.schedule(step.value, () => this.#advance())
    }
  }

  #finish(outcome: Outcome): void {
    const { output, send, settle, onDone } = this.#options
    output.close(outcome.status === 'completed' ? 'completed' : 'incomplete')
    const usage = settle(output)
    const details = outcome.status === 'completed' ? null : { type: outcome.status, reason: outcome.reason }
    send({ type: 'response.done', response: this.#toWire(outcome.status, details, usage) })
    onDone(this)
  }

  #toWire(status: string, details: WireResponse['status_details'], usage: WireUsage | null): WireResponse {
    const { id, request, format, conversationId, output } = this.#options
    const finished = status !== 'in_progress' && this.#started
    return {
      object: 'realtime.response',
      id,
      status,
      status_details: details,
      output: finished ? [itemToWire(output.item)] : [],
      conversation_id: conversationId,
      output_modalities: [request.modality],
      max_output_tokens: request.maxOutputTokens,
      audio: { output: { format, voice: request.voice } },
      usage,
      metadata: request.metadata,
    }
  }
}
