import { appendAll } from '../../../shared/append-all'
import { Conversation } from '../../../shared/conversation/conversation'
import { type MessageItem, messageText } from '../../../shared/conversation/item'
import type { Patch } from '../../../shared/conversation/patches'
import { titleOf, type Transcript } from '../../../shared/conversation/transcript'
import type { ConversationKeeper, StoredConversation } from '../../../shared/history/port'
import type { SessionState } from '../../../shared/session/state'
import type { PriceOf } from '../../../shared/usage/pricing'
import type { SessionService } from '../../session/service'
import type { TapeRecorder } from '../../session/tape/session-tape'
import { RunningCost } from './running-cost'

/** Where a conversation's last session ran, as exports name it. */
interface Origin {
  readonly model: string
  readonly endpoint: string
}

interface RecordParts {
  readonly id: string
  /** Milliseconds since 1970. */
  readonly startedAt: number
  /** Takes down its sound; null where nothing of it is to be kept. */
  readonly recorder: TapeRecorder | null
  /** Writes it down; null where nothing of it is to be written. */
  readonly keeper: ConversationKeeper | null
}

/** A conversation, with its sessions, in which its turns are taken one after another. */
export class ConversationRecord {
  readonly id: string
  readonly startedAt: number
  readonly recorder: TapeRecorder | null
  readonly conversation = new Conversation()
  readonly #keeper: ConversationKeeper | null
  readonly #cost = new RunningCost()
  #priceOf: PriceOf = () => null
  #origin: Origin | null = null
  #hasItems = false
  #hasTurns = false
  /** What came before anybody said anything: alone it is not worth keeping. */
  #unkept: Patch[] = []
  /** Settled by the user's first words; before that, a title may still get better. */
  #title: string | null = null
  #session: SessionService | null = null

  constructor({ id, startedAt, recorder, keeper }: RecordParts) {
    this.id = id
    this.startedAt = startedAt
    this.recorder = recorder
    this.#keeper = keeper
  }

  /** Takes up a conversation that was kept, before anything else. */
  restore({ summary, transcript }: StoredConversation): void {
    const { model, endpoint, items, responses } = transcript
    this.conversation.restore(transcript)
    this.#cost.restore(responses)
    this.#origin = model !== null && endpoint !== null ? { model, endpoint } : null
    this.#hasItems = items.length > 0
    this.#hasTurns = items.some(({ kind }) => kind === 'message')
    this.#title = summary.title
  }

  /** The session that is open, or was last; null before the first. */
  get session(): SessionService | null {
    return this.#session
  }

  get sessionState(): SessionState {
    return this.#session?.state ?? { phase: 'idle' }
  }

  /** Takes its turns in another session from now on; the one before is closed. */
  goOn(session: SessionService): void {
    this.#session = session
  }

  get offTheRecord(): boolean {
    return this.#keeper === null
  }

  get hasItems(): boolean {
    return this.#hasItems
  }

  /** Whether anything was said that a model could be told. */
  get hasTurns(): boolean {
    return this.#hasTurns
  }

  get dollars(): number | null {
    return this.#cost.dollars
  }

  /** The user's own, or the first words. */
  get title(): string {
    return this.#title ?? titleOf(this.conversation.snapshot())
  }

  /** Gives it the user's own title; an empty one gives back the first words. */
  rename(title: string): void {
    this.#title = title === '' ? titleOf(this.conversation.snapshot()) : title
  }

  /** Says where the next session runs, and what it costs there. */
  runsOn(origin: Origin, priceOf: PriceOf): void {
    this.#origin = origin
    this.#priceOf = priceOf
    this.#keeper?.runsOn(origin)
  }

  /** Takes note of changes; whether this conversation has another title now. */
  follow(patches: readonly Patch[]): boolean {
    const before = this.#title
    for (const patch of patches) this.#followOne(patch)
    this.#keep(patches)
    return before !== this.#title
  }

  #followOne(patch: Patch): void {
    if (patch.op === 'usage') this.#keeper?.respond(this.#cost.follow(patch.response, this.#priceOf))
    if (patch.op !== 'insert' && patch.op !== 'update') return
    this.#hasItems = true
    const { item } = patch
    if (item.kind !== 'message') return
    this.#hasTurns = true
    if (item.role === 'user' && hasAllWords(item)) this.#title ??= titleOf(this.conversation.snapshot())
  }

  #keep(patches: readonly Patch[]): void {
    if (!this.#keeper) return
    if (!this.#hasTurns) {
      appendAll(this.#unkept, patches)
      return
    }
    this.#keeper.record(this.#unkept.length === 0 ? patches : [...this.#unkept, ...patches])
    this.#unkept = []
  }

  transcript(): Transcript {
    const { conversation } = this
    return {
      id: this.offTheRecord ? null : this.id,
      title: this.title,
      startedAt: this.startedAt,
      model: this.#origin?.model ?? null,
      endpoint: this.#origin?.endpoint ?? null,
      items: conversation.snapshot(),
      usage: conversation.usage,
      responses: this.#cost.responses,
    }
  }
}

/** Whether a turn's words are all there: a transcript comes piece by piece, and its first piece makes a poor title. */
const hasAllWords = (item: MessageItem): boolean =>
  messageText(item).trim() !== '' && item.parts.every((part) => part.kind !== 'audio' || part.transcript === 'done')
