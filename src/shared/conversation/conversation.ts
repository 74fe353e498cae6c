import { errorName, isBenignError } from '../realtime/error-codes'
import type { ServerEvent, ServerEventOf } from '../realtime/server-events'
import type { WireItem, WireRateLimit, WireResponse } from '../realtime/wire'
import type { Usage } from '../usage/usage'
import { Answers } from './answers'
import type { Draft } from './draft'
import { EventIds, type SeenEvents } from './event-ids'
import { draftFor, foldItem, markHeard, mayBeAnother, settleStatus, statusAfter } from './fold-item'
import type { Item, ItemId, ItemStatus, Notice } from './item'
import { ItemStore, noPatches, updated } from './item-store'
import type { Patch } from './patches'
import { draftOf } from './restore'
import { ServerNotices } from './server-notices'
import type { EndedResponse, Transcript } from './transcript'
import { UserTurns } from './user-turns'

type TranscriptionFailure = ServerEventOf<'conversation.item.input_audio_transcription.failed'>

/**
 * Folds server events into a conversation, in any order and with repetitions.
 *
 * The first event that names an item creates it; `previous_item_id` places it. Items never lose text. The cost of an event
 * doesn't depend on the length of the conversation; only {@link snapshot} does.
 */
export class Conversation {
  readonly #items = new ItemStore()
  readonly #eventIds = new EventIds()
  readonly #answers = new Answers(this.#items, this.#eventIds)
  readonly #userTurns = new UserTurns(this.#items, this.#eventIds)
  readonly #notices = new ServerNotices()
  /** Events that name nothing by which a repeated one would be known, by their own identifiers. */
  readonly #nameless: SeenEvents = new Map()
  #typedTurns = 0
  #rateLimits: readonly WireRateLimit[] = []

  /** Tokens of all responses so far. */
  get usage(): Usage {
    return this.#answers.usage
  }

  /** The responses that used tokens, in the order in which they ended. */
  get responses(): readonly EndedResponse[] {
    return this.#answers.responses
  }

  /** The server's last report of its limits. */
  get rateLimits(): readonly WireRateLimit[] {
    return this.#rateLimits
  }

  /** Loads a saved conversation, before anything else; without patches. */
  restore({ items, usage, responses }: Pick<Transcript, 'items' | 'usage' | 'responses'>): void {
    for (const item of items) this.#items.restore(draftOf(item))
    this.#answers.restore(usage, responses)
  }

  /** Returns copies of all items, in order. */
  snapshot(): readonly Item[] {
    return this.#items.snapshot()
  }

  /**
   * Folds one event.
   * @param at the time of its arrival in milliseconds since 1970; null if it is unknown, as in a recording
   * @returns the changes; empty if there are none
   */
  apply(event: ServerEvent, at: number | null = null): readonly Patch[] {
    if ('item_id' in event) return this.#apply(this.named(event), at)
    this.#eventIds.note(event.event_id, event.type)
    return this.#apply(event, at)
  }

  /**
   * Returns the event with an `item_id`: the current item's if the server leaves it out. Other handlers of the event use
   * the result, before the conversation applies it.
   */
  named(event: ServerEvent): ServerEvent {
    if (!('item_id' in event) || event.item_id !== '') return event
    if (event.type.startsWith('response.')) return { ...event, item_id: this.#answers.current() }
    if (!event.type.startsWith('conversation.')) return event
    return { ...event, item_id: this.#userTurns.current ?? this.#items.localId() }
  }

  /** Returns an identifier for a typed turn, which the server uses too. @param at milliseconds since 1970 */
  newTurnId(at: number): ItemId {
    return `item_${at.toString(36)}_${(this.#typedTurns++).toString(36)}`
  }

  /** The names of all items, also of those that were removed, and of all responses. Costs the whole. */
  names(): ReadonlySet<string> {
    return new Set([...this.#items.names(), ...this.#answers.names()])
  }

  /** Ends the items of an answer whose end the server has not told. @param responseId empty where it has none */
  settleAnswer(responseId: string, status: 'completed' | 'incomplete'): readonly Patch[] {
    return this.#answers.settle(responseId, status)
  }

  #apply(event: ServerEvent, at: number | null): readonly Patch[] {
    switch (event.type) {
      case 'response.created':
        this.#answers.begin()
        return noPatches
      case 'response.output_text.delta':
        return this.#answers.appendText(event, 'text', at)
      case 'response.output_text.done':
        return this.#answers.settleText(event, 'text', event.text, at)
      case 'response.output_audio_transcript.delta':
        return this.#answers.appendText(event, 'audio', at)
      case 'response.output_audio_transcript.done':
        return this.#answers.settleText(event, 'audio', event.transcript, at)
      case 'response.output_audio.delta':
        return this.#answers.addAudio(event, at)
      case 'response.output_audio.done':
        return this.#answers.endAudio(event, at)
      case 'response.content_part.added':
        return this.#answers.foldPart(event, false, at)
      case 'response.content_part.done':
        return this.#answers.foldPart(event, true, at)
      case 'response.function_call_arguments.delta':
      case 'response.mcp_call_arguments.delta':
        return this.#answers.appendArguments(event, at)
      case 'response.function_call_arguments.done':
      case 'response.mcp_call_arguments.done':
        return this.#answers.settleArguments(event, at)
      case 'response.output_item.added':
        return this.#fold(event.item, null, event.response_id, at)
      case 'response.output_item.done':
        return this.#fold(finished(event.item), null, event.response_id, at)
      case 'response.done':
        if (!event.response.id && this.#isRepeated(event)) return noPatches
        return this.#endResponse(event.response, at)
      case 'conversation.item.added':
      case 'conversation.item.created':
        return this.#fold(event.item, named(event.previous_item_id), undefined, at)
      case 'conversation.item.done':
        return this.#fold(finished(event.item), named(event.previous_item_id), undefined, at)
      case 'conversation.item.retrieved':
        return this.#fold(event.item, null, undefined, at)
      case 'conversation.item.truncated':
        return this.markHeard(event.item_id, event.content_index, event.audio_end_ms)
      case 'conversation.item.deleted':
        return this.#deletedByServer(event.item_id)
      case 'input_audio_buffer.speech_started':
        return this.#userTurns.speech(named(event.item_id) ?? undefined, { start: event.audio_start_ms })
      case 'input_audio_buffer.speech_stopped':
        return this.#userTurns.speech(named(event.item_id) ?? undefined, { end: event.audio_end_ms })
      case 'input_audio_buffer.committed':
        if (!event.item_id && this.#isRepeated(event)) return noPatches
        return this.#userTurns.commit(named(event.item_id) ?? undefined, named(event.previous_item_id), at)
      case 'conversation.item.input_audio_transcription.delta':
        return this.#userTurns.append(event, at)
      case 'conversation.item.input_audio_transcription.completed':
        return this.#userTurns.complete(event, at)
      case 'conversation.item.input_audio_transcription.failed':
        return this.#failTranscript(event, at)
      case 'input_audio_buffer.timeout_triggered':
        return this.#addInPlaceOf(named(event.item_id), this.#notices.idle(), at)
      case 'rate_limits.updated':
        this.#rateLimits = event.rate_limits
        return [{ op: 'rate_limits', limits: event.rate_limits }]
      case 'error':
        if (isBenignError(errorName(event.error)) || this.#isRepeated(event)) return noPatches
        return this.addNotice(this.#notices.refused(event.error), at)
      default:
        return noPatches
    }
  }

  /** Marks how many milliseconds of an answer's part were heard before an interruption. Its text stays. */
  markHeard(id: ItemId, contentIndex: number, heardMs: number): readonly Patch[] {
    const message = this.#items.get(id)
    if (message?.kind !== 'message' || message.role !== 'assistant') return noPatches
    const part = message.parts[contentIndex]
    return part && markHeard(part, heardMs) ? updated(message) : noPatches
  }

  /** Adds a notice, behind an item or at the end. */
  addNotice(notice: Notice, at: number | null = null, behind: ItemId | null = null): readonly Patch[] {
    return this.#insertNotice(this.#items.localId(), notice, at, behind)
  }

  /** The connection is gone: what was under way will not be finished, and the next one means other things. Costs the whole. */
  abandon(): readonly Patch[] {
    this.#answers.leave()
    this.#userTurns.leave()
    this.#nameless.clear()
    return this.#items.drafts().flatMap((draft) => (settleStatus(draft, 'incomplete') ? updated(draft) : []))
  }

  /** Removes an item for good, whatever the server sends about it later. */
  remove(id: ItemId): readonly Patch[] {
    return this.#items.remove(id)
  }

  /** Shows what the server did, in the place of the item that it named for it. */
  #addInPlaceOf(id: ItemId | null, notice: Notice, at: number | null): readonly Patch[] {
    return this.#insertNotice(id !== null && !this.#items.get(id) ? id : this.#items.localId(), notice, at, null)
  }

  #insertNotice(id: ItemId, notice: Notice, at: number | null, behind: ItemId | null): readonly Patch[] {
    return this.#items.insert({ kind: 'notice', id, at, status: 'completed', ...notice }, behind)
  }

  /** Ends the wait for the transcript of a turn; nothing happens where there is no such turn, or it has come. */
  endTranscript(id: ItemId, at: number | null): readonly Patch[] {
    const error = { code: 'transcription.timeout' }
    if (!this.#items.get(id)) return noPatches
    const type = 'conversation.item.input_audio_transcription.failed'
    return this.#failTranscript({ type, item_id: id, content_index: 0, error }, at)
  }

  #failTranscript(event: TranscriptionFailure, at: number | null): readonly Patch[] {
    const failed = this.#userTurns.fail(event, at)
    const notice = failed.length === 0 ? null : this.#notices.untranscribed(event)
    return notice ? [...failed, ...this.addNotice(notice, at)] : failed
  }

  /** Whether an event has come before that can be known by its own identifier only. */
  #isRepeated(event: ServerEvent): boolean {
    return !this.#eventIds.isNew(this.#nameless, event.event_id, JSON.stringify(event))
  }

  #fold(wire: WireItem, anchor: ItemId | null, responseId: string | undefined, at: number | null): readonly Patch[] {
    const { id } = wire
    if (!id || this.#items.wasRemoved(id)) return noPatches
    this.#userTurns.confirm(id)
    const known = this.#items.get(id)
    const patches = known ? this.#refold(known, wire, anchor, at) : this.#insert(id, wire, anchor, at)
    const owned = this.#answers.own(responseId, id)
    return [...patches, ...owned, ...this.#foldServerOutput(id, wire, at)]
  }

  /** Servers put the output of their own tools into the call; here it is an item of its own, behind the call. */
  #foldServerOutput(callId: ItemId, wire: WireItem, at: number | null): readonly Patch[] {
    const output = wire.output ?? wire.error
    if (wire.type !== 'mcp_call' || output == null) return noPatches
    const id = `${callId}_output`
    const patches = this.#fold({ id, type: 'function_call_output', call_id: callId, output }, callId, undefined, at)
    this.#items.float(id) // unknown to the server: what it places behind the call goes behind the output
    return patches
  }

  #insert(id: ItemId, wire: WireItem, anchor: ItemId | null, at: number | null): readonly Patch[] {
    const draft = draftFor(id, wire, at)
    foldItem(draft, wire)
    if (draft.kind !== 'message' || draft.role !== 'user') return this.#items.insert(draft, anchor)
    this.#userTurns.noteLength(draft)
    const spoken = draft.parts.some((part) => part.kind === 'audio')
    if (spoken) this.#userTurns.spoken(id)
    const before = spoken ? this.#userTurns.takeNameFor(id, anchor) : undefined
    return before === undefined ? this.#items.insert(draft, anchor) : this.#items.rename(before, draft, anchor)
  }

  #refold(known: Draft, wire: WireItem, anchor: ItemId | null, at: number | null): readonly Patch[] {
    const moves = this.#items.anchor(known.id, anchor)
    const draft = mayBeAnother(known) ? draftFor(known.id, wire, known.at ?? at) : known
    if (draft.kind !== known.kind) {
      foldItem(draft, wire)
      return [...moves, ...this.#items.exchange(draft)]
    }
    return foldItem(known, wire) ? [...moves, ...updated(known)] : moves
  }

  #endResponse(response: WireResponse, at: number | null): readonly Patch[] {
    const items = response.output ?? []
    const status = statusAfter(response.status)
    const folded = items.flatMap((item) => this.#fold(finished(item, status), null, response.id, at))
    const isEmpty = this.#answers.isEmpty && items.length === 0
    const ended = this.#answers.end(response, at)
    if (!ended) return folded
    const notice = this.#notices.ending(response, isEmpty)
    const told = notice ? this.addNotice(notice, at, items.at(-1)?.id ?? null) : noPatches
    return [...folded, ...ended, ...told]
  }

  /** An answer of which nothing was heard is deleted at the server, yet what was generated stays on record here. */
  #deletedByServer(id: ItemId): readonly Patch[] {
    const draft = this.#items.get(id)
    const unheard = draft?.kind === 'message' && draft.parts.some((part) => part.heardMs === 0)
    if (!unheard) return this.#items.remove(id)
    this.#items.float(id)
    return noPatches
  }
}

/** LocalAI sends empty names, or this word, for what it doesn't name. */
const named = (id: ItemId | null | undefined): ItemId | null => (id === '' || id === 'TODO' ? null : (id ?? null))

/** An item that is told to be done is, should it not say so itself. */
const finished = (item: WireItem, status: ItemStatus = 'completed'): WireItem =>
  item.status ? item : { ...item, status }
