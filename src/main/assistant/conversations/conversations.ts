import { randomUUID } from 'node:crypto'
import type { Notice } from '../../../shared/conversation/item'
import type { Item, ItemId } from '../../../shared/conversation/item'
import type { Patch } from '../../../shared/conversation/patches'
import type { ShownConversation } from '../../../shared/ipc/contract'
import type { AppError } from '../../../shared/ipc/result'
import type { WireRateLimit } from '../../../shared/realtime/wire'
import type { Usage } from '../../../shared/usage/usage'
import { type SessionPorts, SessionService, type SessionUpdate } from '../../session/service'
import type { Announcements } from '../announcements'
import { ConversationRecord } from './conversation-record'
import { PatchOutbox } from '../patch-outbox'
import { recorderOf } from './recorder'
import type { AssistantPorts } from '../../ports/assistant'

/** What is shown of a conversation, and the number of the last change that is in it. */
interface ConversationView {
  readonly sequence: number
  readonly conversation: Omit<ShownConversation, 'recordings' | 'recordingsUrl'>
  readonly items: readonly Item[]
  readonly usage: Usage
  readonly dollars: number | null
  readonly rateLimits: readonly WireRateLimit[]
}

interface ConversationsParts extends Pick<AssistantPorts, 'clock' | 'history' | 'recordings'> {
  readonly announcements: Announcements
  /** Gets everything that happens in a conversation that turns are taken in. */
  readonly onUpdate: (update: SessionUpdate) => void
  /** Whether the conversation that begins now is to be kept. */
  readonly keepsTranscripts: () => boolean
  /** Whether its sound is. */
  readonly keepsAudio: () => boolean
}

/** The conversation that turns are taken in, the one that is shown, which may be an older, and what windows are told. */
export class Conversations {
  readonly #parts: ConversationsParts
  readonly #outbox: PatchOutbox
  #live: ConversationRecord
  #shown: ConversationRecord
  #sequence = 0
  /** Counts what was asked to be shown: what is loaded too late is not shown. */
  #wishes = 0

  constructor(parts: ConversationsParts) {
    this.#parts = parts
    this.#live = this.#newRecord(!parts.keepsTranscripts())
    this.#shown = this.#live
    this.#outbox = new PatchOutbox(parts.clock, (patches) => this.#tellPatches(patches))
  }

  /** The conversation that turns are taken in. */
  get live(): ConversationRecord {
    return this.#live
  }

  get shown(): ConversationRecord {
    return this.#shown
  }

  /** What is shown, without the changes that were not told yet being told twice. */
  view(): ConversationView {
    this.#outbox.flush()
    const { id, title, offTheRecord, dollars, conversation: shown } = this.#shown
    const { usage, rateLimits } = shown
    const items = shown.snapshot()
    const conversation = { id, title, offTheRecord, live: this.#shown === this.#live }
    return { sequence: this.#sequence, conversation, items, usage, dollars, rateLimits }
  }

  /** A conversation that is held in memory; undefined for others. */
  held(id: string): ConversationRecord | undefined {
    return [this.#live, this.#shown].find((record) => record.id === id)
  }

  /** Begins an empty conversation; one in which nothing has happened yet is as good as new. */
  begin(offTheRecord = false): void {
    const off = offTheRecord || !this.#parts.keepsTranscripts()
    if (this.#live.hasItems || this.#live.offTheRecord !== off) this.#live = this.#newRecord(off)
    this.#showRecord(this.#live)
  }

  /** Begins an empty conversation in the place of an empty one: what was erased is not to be kept on. */
  renew(): void {
    if (this.#live.hasItems) return // somebody was quicker
    this.#live = this.#newRecord(this.#live.offTheRecord)
    this.#showRecord(this.#live)
  }

  showLive(): void {
    if (this.#shown !== this.#live) this.#showRecord(this.#live)
  }

  /** @throws Failure `conversation.not_found` */
  async show(id: string): Promise<void> {
    if (id === this.#shown.id) return
    const wish = ++this.#wishes
    const record = this.held(id) ?? (await this.#load(id))
    if (wish === this.#wishes) this.#showRecord(record) // nothing else was wished for meanwhile
  }

  /**
   * Takes turns in this conversation from now on, and shows it. No session may be open.
   * @throws Failure `conversation.not_found`
   */
  async continue(id: string): Promise<void> {
    this.#live = this.held(id) ?? (await this.#load(id))
    this.#showRecord(this.#live)
  }

  /** A session in which turns are taken from now on; the one before must be closed. */
  newSession(ports: Omit<SessionPorts, 'clock' | 'recorder'>): SessionService {
    const { live } = this
    const { clock, onUpdate } = this.#parts
    const { recorder } = live
    const session = new SessionService({ ...ports, clock, ...(recorder && { recorder }) }, live.conversation)
    live.goOn(session)
    session.subscribe((update) => {
      if (update.type === 'patches') this.#take(live, update.patches)
      if (live.session === session) onUpdate(update)
    })
    return session
  }

  /** Gives a conversation that is held another title. */
  rename(id: string, title: string): void {
    this.held(id)?.rename(title)
    if (id === this.#shown.id) this.#tellReplaced()
  }

  /** Removes an item from the conversation that is shown. */
  removeItem(id: ItemId): void {
    this.#take(this.#shown, this.#shown.conversation.remove(id))
    void this.#parts.recordings.removeItem(this.#shown.id, id).catch(() => undefined) // its port tells what went wrong
  }

  /** Adds a line of our own to the conversation that turns are taken in. */
  notice(notice: Notice): void {
    const { live } = this
    this.#take(live, live.conversation.addNotice(notice, this.#parts.clock.wallTime()))
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

  async #load(id: string): Promise<ConversationRecord> {
    const stored = await this.#parts.history.read(id)
    const record = this.#record(id, stored.summary.startedAt, false)
    record.restore(stored)
    return record
  }

  #newRecord(offTheRecord: boolean): ConversationRecord {
    return this.#record(`conversation_${randomUUID()}`, this.#parts.clock.wallTime(), offTheRecord)
  }

  #record(id: string, startedAt: number, offTheRecord: boolean): ConversationRecord {
    const { history, recordings, keepsAudio } = this.#parts
    const recorder = offTheRecord ? null : recorderOf(id, recordings, keepsAudio)
    const keeper = offTheRecord ? null : history.keep({ id, startedAt })
    return new ConversationRecord({ id, startedAt, recorder, keeper })
  }

  #showRecord(record: ConversationRecord): void {
    this.#shown = record
    this.#wishes++
    this.#outbox.drop()
    this.#tellReplaced()
  }

  #take(record: ConversationRecord, patches: readonly Patch[]): void {
    const renamed = record.follow(patches)
    if (record === this.#shown) this.#outbox.add(patches)
    if (renamed && record === this.#shown) this.#tellReplaced()
  }

  #tellPatches(patches: readonly Patch[]): void {
    const { id, dollars } = this.#shown
    this.#sequence += 1
    const change = { sequence: this.#sequence, conversationId: id, patches, dollars }
    this.#parts.announcements.tell('conversation.changed', change)
  }

  #tellReplaced(): void {
    this.#parts.announcements.tell('conversation.replaced', { conversationId: this.#shown.id })
  }
}
