import { isDeepStrictEqual } from 'node:util'
import type { Clock } from '../../../shared/clock'
import type { DialectName } from '../../../shared/realtime/dialect'
import type { Answer } from '../answers/answer'
import { mirror } from '../answers/mirror'
import { toWire, type WireRates } from '../audio/wire-rate'
import type { Conversation } from '../conversation/conversation'
import { invalidRequest, type ProtocolError } from '../errors'
import type { NewId } from '../ids'
import type { SessionSettings } from '../settings/session-settings'
import { voiceThreshold } from '../settings/turn-detection'
import type { Voice } from '../speech/clips'
import { CallOutput } from './call-output'
import { limitAnswer } from './limit-answer'
import { MessageOutput } from './message-output'
import type { Output, OutputContext, Pace, Send } from './output'
import { RateLimits } from './rate-limits'
import { resolveRequest, type ResponseRequest } from './request'
import { ResponseRun } from './response-run'
import { contextTokens, noTokens, outputTokens, type Tokens, usageOf } from './usage'

export interface ResponsesOptions {
  readonly dialect: DialectName
  readonly clock: Clock
  readonly newId: NewId
  readonly send: Send
  readonly voice: Voice
  readonly pace: Pace
  readonly conversation: Conversation
  readonly rates: WireRates
  readonly settings: () => SessionSettings
  /** A response of the conversation is over; `spokenSamples` of sound went out with it. */
  readonly onAnswered: (spokenSamples: number) => void
}

/** The responses of one session: at most one at a time in its conversation, and any number out of it. */
export class Responses {
  readonly #options: ResponsesOptions
  readonly #rateLimits: RateLimits
  readonly #runs = new Map<string, ResponseRun>()
  #active: ResponseRun | null = null
  #turnWaits = false
  #hasSpoken = false
  #lastContext: Tokens = noTokens

  constructor(options: ResponsesOptions) {
    this.#options = options
    this.#rateLimits = new RateLimits(options.clock)
  }

  /** Whether a response of the conversation is being generated. */
  get busy(): boolean {
    return this.#active !== null
  }

  /** Whether the assistant has said anything aloud. */
  get hasSpoken(): boolean {
    return this.#hasSpoken
  }

  /** Carries out `response.create`. @param overrides what it carries, undefined for nothing */
  create(overrides: unknown): ProtocolError | null {
    const { dialect, conversation, newId } = this.#options
    const settings = this.#options.settings()
    const request = resolveRequest(overrides, { dialect, settings, conversation, newId })
    if (!request.ok) return request.error
    if (!request.value.outOfBand && this.#active) {
      const message = `Conversation already has an active response in progress: ${this.#active.id}. Wait until the response is finished before creating a new one.`
      return invalidRequest('conversation_already_has_active_response', message)
    }
    if (this.#hasSpoken && !isDeepStrictEqual(request.value.voice, settings.audio.output.voice)) {
      const message = "Cannot update a conversation's voice if assistant audio is present."
      return invalidRequest('cannot_update_voice', message, 'response.audio.output.voice')
    }
    this.#start(request.value, false)
    return null
  }

  /** Answers a turn that the server found; when a response is still running, after it. */
  answerTurn({ idle = false } = {}): void {
    if (this.#active) {
      this.#turnWaits = true
      return
    }
    const { dialect, conversation, newId } = this.#options
    const request = resolveRequest(undefined, { dialect, settings: this.#options.settings(), conversation, newId })
    if (request.ok) this.#start(request.value, idle)
  }

  /** Carries out `response.cancel`; without an id, that of the conversation's response. */
  cancel(id: string | null | undefined): ProtocolError | null {
    const run = id ? this.#runs.get(id) : this.#active
    if (!run) return invalidRequest('response_cancel_not_active', 'Cancellation failed: no active response found')
    run.cancel('client_cancelled')
    return null
  }

  /** The user speaks: stops the conversation's response, and forgets the turn that waited for its end. */
  interrupt(): void {
    this.#turnWaits = false
    this.#active?.cancel('turn_detected')
  }

  #start(request: ResponseRequest, idle: boolean): void {
    const { clock, newId, send, voice, conversation, pace, rates } = this.#options
    const settings = this.#options.settings()
    const id = newId('resp')
    const inside = request.outOfBand ? null : conversation
    const context = request.input ?? conversation.items()
    const question = { ...request, context, idle, wallTimeMs: clock.wallTime(), threshold: voiceThreshold(settings) }
    const { answer, complete } = limitAnswer(mirror(question, voice), request.maxOutputTokens)
    const { format } = settings.audio.output
    const output = this.#outputFor(answer, {
      responseId: id,
      conversation: inside,
      send,
      pace,
      toWire: (samples) => toWire(rates, samples, format.rate),
    })
    const tokens = contextTokens(request.instructions, request.tools, context)
    const before = request.outOfBand ? noTokens : this.#lastContext
    if (answer.kind === 'speech') this.#hasSpoken = true
    const run = new ResponseRun({
      id,
      request,
      format,
      conversationId: inside?.id ?? null,
      output,
      complete,
      clock,
      send,
      settle: () => {
        const usage = usageOf(tokens, before, outputTokens([output.item]))
        send({ type: 'rate_limits.updated', rate_limits: this.#rateLimits.spend(usage.total_tokens ?? 0) })
        return usage
      },
      onDone: (done) => this.#finished(done),
    })
    this.#runs.set(id, run)
    if (request.outOfBand) return
    this.#active = run
    this.#lastContext = tokens
  }

  #outputFor(answer: Answer, context: OutputContext): Output {
    const { newId } = this.#options
    return answer.kind === 'call'
      ? new CallOutput({ item: newId('item'), call: newId('call') }, answer, context)
      : new MessageOutput(newId('item'), answer, context)
  }

  #finished(run: ResponseRun): void {
    this.#runs.delete(run.id)
    if (run !== this.#active) return
    this.#active = null
    this.#options.onAnswered(spokenSamples(run.output))
    if (!this.#turnWaits) return
    this.#turnWaits = false
    this.answerTurn()
  }
}

const spokenSamples = ({ item }: Output): number =>
  item.type === 'message'
    ? item.content.reduce((sum, part) => sum + ('samples' in part ? part.samples.length : 0), 0)
    : 0
