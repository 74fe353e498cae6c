import { appendAll } from '../append-all'
import { base64Samples, samplesToMs } from '../audio-format'
import type { ServerEventOf } from '../realtime/server-events'
import type { WireResponse } from '../realtime/wire'
import type { Usage } from '../usage/usage'
import { type DraftCall, type DraftMessage, type DraftPart, newCall } from './draft'
import type { EventIds } from './event-ids'
import { foldPart, isBlank, measureSound, partAt, settleArguments, settleStatus, settleText } from './fold-item'
import type { ItemId, ItemStatus, PartKind } from './item'
import { type ItemStore, noPatches, updated } from './item-store'
import type { Patch } from './patches'
import { Responses } from './responses'
import type { EndedResponse } from './transcript'

/** Events that name a content part of an answer. */
interface PartEvent {
  readonly event_id?: string | undefined
  readonly response_id?: string | undefined
  readonly item_id: string
  readonly content_index: number
}

/** Events that name a function call. */
interface CallEvent {
  readonly event_id?: string | undefined
  readonly item_id: string
  readonly response_id?: string | undefined
  readonly call_id?: string | undefined
}

/** Folds what belongs to responses: streamed text, sound, function calls, and their end. */
export class Answers {
  readonly #items: ItemStore
  readonly #eventIds: EventIds
  readonly #responses = new Responses()
  /** The item of the current response that the last event was about. */
  #current: ItemId | null = null
  #began = false

  constructor(items: ItemStore, eventIds: EventIds) {
    this.#items = items
    this.#eventIds = eventIds
  }

  get usage(): Usage {
    return this.#responses.usage
  }

  /** The responses that used tokens, in the order in which they ended. */
  get responses(): readonly EndedResponse[] {
    return this.#responses.records
  }

  /** Takes over what was used before. */
  restore(usage: Usage, responses: readonly EndedResponse[]): void {
    this.#responses.restore(usage, responses)
  }

  /** Whether the current response has produced nothing so far; false when no `response.created` came. */
  get isEmpty(): boolean {
    return this.#began && this.#current === null
  }

  /** A response begins. */
  begin(): void {
    this.#began = true
    this.#current = null
  }

  /** The connection is gone: what comes without a name from now on is about other answers. */
  leave(): void {
    this.#began = false
    this.#current = null
  }

  /** The names of all responses. */
  names(): Iterable<string> {
    return this.#responses.names()
  }

  /** The item that pieces without an `item_id` belong to. */
  current(): ItemId {
    return this.#current ?? this.#items.localId()
  }

  /** A piece of text or transcript: the one event that comes by the thousand, so it allocates next to nothing. */
  appendText(event: PartEvent & { readonly delta: string }, kind: PartKind, at: number | null): readonly Patch[] {
    return this.#inPart(event, kind, at, (part, message, isNew) => {
      const late = part.final || part.sealed
      const added = event.delta !== '' && !late && this.#isNew(part, event)
      if (added) part.text += event.delta
      if (isNew) return updated(message)
      if (!added) return noPatches
      return [{ op: 'append_text', id: message.id, part: event.content_index, text: event.delta }]
    })
  }

  /**
   * A piece of sound. Only its length matters here, which is reported when the sound or the answer ends. Sound that comes
   * after the end is reported when it has grown by a tenth, because a report carries the whole item.
   */
  addAudio(event: ServerEventOf<'response.output_audio.delta'>, at: number | null): readonly Patch[] {
    return this.#inPart(event, 'audio', at, (part, message, isNew) => {
      const added = !part.sealed && this.#isNew(part, event)
      if (added) part.samples += base64Samples(event.delta)
      const grown = samplesToMs(part.samples) > part.audioMs * 1.1
      const late = added && grown && message.status !== 'in_progress' && measureSound(part)
      return isNew || late ? updated(message) : noPatches
    })
  }

  /** The end of a part's sound: its length is now known. */
  endAudio(event: PartEvent, at: number | null): readonly Patch[] {
    return this.#inPart(event, 'audio', at, (part, message, isNew) =>
      measureSound(part) || isNew ? updated(message) : noPatches,
    )
  }

  /** A part's whole text. */
  settleText(event: PartEvent, kind: PartKind, text: string, at: number | null): readonly Patch[] {
    return this.#inPart(event, kind, at, (part, message, isNew) =>
      settleText(part, text) || isNew ? updated(message) : noPatches,
    )
  }

  /** A content part that begins (`settled` false) or ends. */
  foldPart(
    event: ServerEventOf<'response.content_part.added' | 'response.content_part.done'>,
    settled: boolean,
    at: number | null,
  ): readonly Patch[] {
    const found = this.#message(event, at)
    if (!found) return noPatches
    const changed = foldPart(found.message, event.content_index, event.part, settled)
    return changed ? [...found.patches, ...updated(found.message)] : found.patches
  }

  appendArguments(event: CallEvent & { readonly delta: string }, at: number | null): readonly Patch[] {
    return this.#inCall(event, at, (call) => {
      if (event.delta === '' || call.final || !this.#isNew(call, event)) return noPatches
      call.arguments += event.delta
      return [{ op: 'append_arguments', id: call.id, text: event.delta }]
    })
  }

  settleArguments(event: CallEvent & { readonly arguments: string }, at: number | null): readonly Patch[] {
    return this.#inCall(event, at, (call) => (settleArguments(call, event.arguments) ? updated(call) : noPatches))
  }

  /** Ends the items of a response that goes on as far as the server has told. */
  settle(responseId: string, status: ItemStatus): readonly Patch[] {
    const ids = new Set(this.#responses.openItems(responseId))
    if (this.#current !== null) ids.add(this.#current)
    return [...ids].flatMap((id) => {
      const draft = this.#items.get(id)
      return draft && settleStatus(draft, status) ? updated(draft) : noPatches
    })
  }

  /** Notes which response an item belongs to; an item of a response that is over is over too. */
  own(responseId: string | undefined, id: ItemId): readonly Patch[] {
    const draft = this.#items.get(id)
    if (draft?.kind === 'function_call' || (draft?.kind === 'message' && draft.role === 'assistant')) this.#current = id
    if (!responseId || !draft) return noPatches
    const isNew = draft.kind === 'message' && draft.role === 'assistant' && draft.responseId === null
    if (isNew) draft.responseId = responseId
    const ended = this.#responses.own(responseId, id)
    const settled = ended !== null && settleStatus(draft, ended)
    return isNew || settled ? updated(draft) : noPatches
  }

  /**
   * Ends a response: its items are finished, its tokens counted.
   * @returns what changed, or null when the response had ended before: it counts once, however often it is told
   */
  end(response: WireResponse, at: number | null): readonly Patch[] | null {
    const ended = this.#responses.end(response, at)
    if (!ended) return null
    this.#began = false
    this.#current = null
    this.#seal(ended.previous)
    const patches: Patch[] = []
    for (const id of ended.items) {
      const draft = this.#items.get(id)
      if (draft && settleStatus(draft, ended.status)) appendAll(patches, updated(draft))
    }
    if (ended.record) patches.push({ op: 'usage', usage: this.usage, response: ended.record })
    return patches
  }

  /**
   * Late and repeated pieces come while their answer is the newest. For older ones the identifiers of their pieces would
   * only fill the memory; they take no pieces any more.
   */
  #seal(items: Iterable<ItemId>): void {
    for (const id of items) {
      const draft = this.#items.get(id)
      if (draft?.kind !== 'message') continue
      for (const part of draft.parts) {
        part.sealed = true
        part.seen = null
      }
    }
  }

  #isNew(
    draft: DraftPart | DraftCall,
    event: { readonly event_id?: string | undefined; readonly delta: string },
  ): boolean {
    return this.#eventIds.isNew((draft.seen ??= new Map<string, number>()), event.event_id, event.delta)
  }

  #message(event: PartEvent, at: number | null) {
    const found = this.#items.message(event.item_id, 'assistant', at)
    if (found) this.#current = event.item_id
    if (!found || found.message.responseId !== null) return found
    const owned = this.own(event.response_id, event.item_id)
    return { message: found.message, patches: [...found.patches, ...owned] }
  }

  #inPart(
    event: PartEvent,
    kind: PartKind,
    at: number | null,
    fold: (part: DraftPart, message: DraftMessage, isNew: boolean) => readonly Patch[],
  ): readonly Patch[] {
    const found = this.#message(event, at)
    if (!found) return noPatches
    const { message, patches } = found
    const before = message.parts[event.content_index]?.kind
    const part = partAt(message, event.content_index, kind)
    const folded = fold(part, message, part.kind !== before)
    return patches.length === 0 ? folded : [...patches, ...folded]
  }

  #inCall(event: CallEvent, at: number | null, fold: (call: DraftCall) => readonly Patch[]): readonly Patch[] {
    const found = this.#call(event, at)
    if (!found) return noPatches
    this.#current = found.call.id
    const folded = fold(found.call)
    return found.patches.length === 0 ? folded : [...found.patches, ...folded]
  }

  /** The call of an event, made when nothing is known of it but perhaps its name; null when it is something else. */
  #call(event: CallEvent, at: number | null): { call: DraftCall; patches: readonly Patch[] } | null {
    const known = this.#items.get(event.item_id)
    if (known?.kind === 'function_call') {
      if (known.callId !== '' || !event.call_id) return { call: known, patches: noPatches }
      known.callId = event.call_id
      return { call: known, patches: updated(known) }
    }
    if (known && !isBlank(known)) return null
    const call = { ...newCall(event.item_id, known?.at ?? at), callId: event.call_id ?? '' }
    const placed = known ? this.#items.exchange(call) : this.#items.insert(call, null)
    return placed.length === 0 ? null : { call, patches: [...placed, ...this.own(event.response_id, call.id)] }
  }
}
