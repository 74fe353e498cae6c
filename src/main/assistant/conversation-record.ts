import { type MessageItem, messageText } from '../../shared/conversation/item'
import type { Patch } from '../../shared/conversation/patches'
import { titleOf, type Transcript } from '../../shared/conversation/transcript'
import type { ConversationSummary } from '../../shared/ipc/contract'
import type { Usage } from '../../shared/usage/usage'
import type { SessionService } from '../session/service'
import type { Line } from './line'
import { RunningCost } from './running-cost'

/** Where a conversation's last session ran, as exports name it. */
interface Origin {
  readonly model: string
  readonly endpoint: string
}

/** A conversation of this run, with the service that holds it and takes its turns, one session after another. */
export class ConversationRecord {
  readonly id: string
  /** Milliseconds since 1970. */
  readonly startedAt: number
  readonly service: SessionService
  readonly line: Line
  readonly #cost = new RunningCost()
  #priceOf: (used: Usage) => number | null = () => null
  #origin: Origin | null = null
  #hasItems = false
  #hasTurns = false
  /** Settled by the user's first words; before that, a title may still get better. */
  #title: string | null = null

  constructor(id: string, startedAt: number, service: SessionService, line: Line) {
    this.id = id
    this.startedAt = startedAt
    this.service = service
    this.line = line
  }

  get hasItems(): boolean {
    return this.#hasItems
  }

  /** Whether anything was said that a model could remember. */
  get hasTurns(): boolean {
    return this.#hasTurns
  }

  get dollars(): number | null {
    return this.#cost.dollars
  }

  /** Says where the next session runs, and what it costs there. */
  runsOn(origin: Origin, priceOf: (used: Usage) => number | null): void {
    this.#origin = origin
    this.#priceOf = priceOf
  }

  /** Takes note of changes; whether the history shows this conversation differently now. */
  follow(patches: readonly Patch[]): boolean {
    const before = [this.#hasItems, this.#title]
    for (const patch of patches) {
      if (patch.op === 'usage') this.#cost.follow(patch.usage, this.#priceOf)
      if (patch.op !== 'insert' && patch.op !== 'update') continue
      this.#hasItems = true
      const { item } = patch
      if (item.kind === 'message') this.#hasTurns = true
      if (item.kind === 'message' && item.role === 'user' && hasAllWords(item))
        this.#title ??= titleOf(this.service.conversation.snapshot())
    }
    return before[0] !== this.#hasItems || before[1] !== this.#title
  }

  summary(): ConversationSummary {
    const title = this.#title ?? titleOf(this.service.conversation.snapshot())
    return { id: this.id, title, startedAt: this.startedAt }
  }

  transcript(): Transcript {
    const { conversation } = this.service
    return {
      title: titleOf(conversation.snapshot()),
      startedAt: this.startedAt,
      model: this.#origin?.model ?? null,
      endpoint: this.#origin?.endpoint ?? null,
      items: conversation.snapshot(),
      usage: conversation.usage,
    }
  }
}

/** Whether a turn's words are all there: a transcript comes piece by piece, and its first piece makes a poor title. */
const hasAllWords = (item: MessageItem): boolean =>
  messageText(item).trim() !== '' && item.parts.every((part) => part.kind === 'text' || part.transcript === 'done')
