import { SAMPLE_RATE } from '../../shared/audio-format'
import type { Notice } from '../../shared/conversation/conversation'
import type { Item, ItemId } from '../../shared/conversation/item'
import type { Patch } from '../../shared/conversation/patches'
import type { Transcript } from '../../shared/conversation/transcript'
import type { ConversationSummary } from '../../shared/ipc/contract'
import type { AppError } from '../../shared/ipc/result'
import type { WireRateLimit } from '../../shared/realtime/wire'
import type { Usage } from '../../shared/usage/usage'
import { SessionService, type SessionUpdate } from '../session/service'
import type { Announcements } from './announcements'
import { ConversationRecord } from './conversation-record'
import { History } from './history'
import { Line } from './line'
import { PatchOutbox } from './patch-outbox'
import type { AssistantPorts } from './ports'

/** What is shown of a conversation, and the number of the last change that is in it. */
interface ConversationView {
  readonly sequence: number
  readonly conversationId: string
  readonly items: readonly Item[]
  readonly usage: Usage
  readonly dollars: number | null
  readonly rateLimits: readonly WireRateLimit[]
}

/** The conversations of this run, and what windows are told of the one that is shown. */
export class Conversations {
  readonly #ports: Pick<AssistantPorts, 'clock' | 'store'>
  readonly #announcements: Announcements
  readonly #onUpdate: (update: SessionUpdate) => void
  readonly #history: History
  readonly #outbox: PatchOutbox
  #sequence = 0
  #begun = 0

  /** @param onUpdate gets everything that happens in the conversation that turns are taken in */
  constructor(
    ports: Pick<AssistantPorts, 'clock' | 'store'>,
    announcements: Announcements,
    onUpdate: (update: SessionUpdate) => void,
  ) {
    this.#ports = ports
    this.#announcements = announcements
    this.#onUpdate = onUpdate
    this.#history = new History(this.#newRecord())
    this.#outbox = new PatchOutbox(ports.clock, (patches) => this.#tellPatches(patches))
  }

  /** The conversation that turns are taken in. */
  get live(): ConversationRecord {
    return this.#history.live
  }

  get shownId(): string {
    return this.#history.shown.id
  }

  /** What is shown, without the changes that were not told yet being told twice. */
  view(): ConversationView {
    this.#outbox.flush()
    const { id, dollars, service } = this.#history.shown
    const { usage, rateLimits } = service.conversation
    const items = service.conversation.snapshot()
    return { sequence: this.#sequence, conversationId: id, items, usage, dollars, rateLimits }
  }

  summaries(): readonly ConversationSummary[] {
    return this.#history.summaries()
  }

  transcript(): Transcript {
    return this.#history.shown.transcript()
  }

  /** Begins an empty conversation; one in which nothing has happened yet is as good as new. */
  begin(): void {
    if (this.live.hasItems) this.#history.begin(this.#newRecord())
    this.show(this.live.id)
  }

  /** @throws Failure `conversation.not_found` */
  show(id: string): void {
    const before = this.#history.shown
    this.#history.show(id)
    if (this.#history.shown === before && before.hasItems) return
    this.#outbox.drop()
    this.#tellReplaced()
  }

  /** Removes an item from the conversation that is shown. */
  removeItem(id: ItemId): void {
    const { shown } = this.#history
    this.#take(shown, shown.service.conversation.remove(id))
  }

  /** Adds a line of our own to the conversation that turns are taken in. */
  notice(notice: Notice): void {
    const { live } = this
    this.#take(live, live.service.conversation.addNotice(notice, this.#ports.clock.wallTime()))
  }

  /** Says in the conversation what went wrong. */
  warn({ code, message, hint, values }: AppError): void {
    const text = [message, hint].filter((part) => part !== '').join(' ')
    this.notice({ level: 'warning', code, text, ...(values && { values }) })
  }

  /** Tells what was not told yet. */
  flush(): void {
    this.#outbox.flush()
  }

  #newRecord(): ConversationRecord {
    const { clock, store } = this.#ports
    const startedAt = clock.wallTime()
    const line = new Line()
    const { transport, microphone, speaker } = line
    const rates = { input: SAMPLE_RATE, output: SAMPLE_RATE }
    const service = new SessionService({ clock, store, transport, microphone, speaker }, rates)
    const id = `conversation_${startedAt.toString(36)}_${(this.#begun++).toString(36)}`
    const record = new ConversationRecord(id, startedAt, service, line)
    service.subscribe((update) => {
      if (update.type === 'patches') this.#take(record, update.patches)
      this.#onUpdate(update)
    })
    return record
  }

  #take(record: ConversationRecord, patches: readonly Patch[]): void {
    const listedAnew = record.follow(patches)
    if (record === this.#history.shown) this.#outbox.add(patches)
    if (listedAnew) this.#tellReplaced()
  }

  #tellPatches(patches: readonly Patch[]): void {
    const { id, dollars } = this.#history.shown
    this.#sequence += 1
    this.#announcements.tell('conversation.changed', { sequence: this.#sequence, conversationId: id, patches, dollars })
  }

  #tellReplaced(): void {
    this.#announcements.tell('conversation.replaced', { conversationId: this.#history.shown.id })
  }
}
