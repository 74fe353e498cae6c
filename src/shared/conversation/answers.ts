import { base64Samples } from '../audio-format'
import type { ServerEventOf } from '../realtime/server-events'
import type { WireResponse } from '../realtime/wire'
import type { Usage } from '../usage/usage'
import { type DraftCall, type DraftMessage, type DraftPart, firstSeen, newCall } from './draft'
import { foldPart, partAt, settleArguments, settleStatus, settleText } from './fold-item'
import type { ItemId, PartKind } from './item'
import { type ItemStore, noPatches, updated } from './item-store'
import type { Patch } from './patches'
import { Responses } from './responses'

/** Events that name a content part of an answer. */
interface PartEvent {
  readonly event_id?: string | undefined
  readonly response_id?: string | undefined
  readonly item_id: string
  readonly content_index: number
}

/** Folds what belongs to responses: streamed text, sound, function calls, and their end. */
export class Answers {
  readonly #items: ItemStore
  readonly #responses = new Responses()

  constructor(items: ItemStore) {
    this.#items = items
  }

  get usage(): Usage {
    return this.#responses.usage
  }

  /** A piece of text or transcript: the one event that comes by the thousand, so it allocates next to nothing. */
  appendText(event: PartEvent & { readonly delta: string }, kind: PartKind, at: number | null): readonly Patch[] {
    return this.#inPart(event, kind, at, (part, message, isNew) => {
      if (event.delta === '' || part.final || !firstSeen(part, event.event_id)) return noPatches
      part.text += event.delta
      if (isNew) return updated(message)
      return [{ op: 'append_text', id: message.id, part: event.content_index, text: event.delta }]
    })
  }

  /** A piece of sound: only its length matters here, and it is told with the part's next update. */
  addAudio(event: ServerEventOf<'response.output_audio.delta'>, at: number | null): readonly Patch[] {
    return this.#inPart(event, 'audio', at, (part, message, isNew) => {
      if (part.audioMs === 0 && firstSeen(part, event.event_id)) part.samples += base64Samples(event.delta)
      return isNew ? updated(message) : noPatches
    })
  }

  /** The end of a part's sound: its length is now known. */
  endAudio(event: PartEvent, at: number | null): readonly Patch[] {
    return this.#inPart(event, 'audio', at, (_part, message) => updated(message))
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

  appendArguments(event: ServerEventOf<'response.function_call_arguments.delta'>, at: number | null): readonly Patch[] {
    return this.#inCall(event, at, (call) => {
      if (event.delta === '' || call.final || !firstSeen(call, event.event_id)) return noPatches
      call.arguments += event.delta
      return [{ op: 'append_arguments', id: call.id, text: event.delta }]
    })
  }

  settleArguments(event: ServerEventOf<'response.function_call_arguments.done'>, at: number | null): readonly Patch[] {
    return this.#inCall(event, at, (call) => (settleArguments(call, event.arguments) ? updated(call) : noPatches))
  }

  /** Notes which response an item belongs to; an item of a response that is over is over too. */
  own(responseId: string | undefined, id: ItemId): readonly Patch[] {
    const draft = this.#items.get(id)
    if (responseId === undefined || !draft || draft.kind === 'notice') return noPatches
    if (draft.kind === 'message') draft.responseId ??= responseId
    const ended = this.#responses.own(responseId, id)
    return ended && settleStatus(draft, ended) ? updated(draft) : noPatches
  }

  /**
   * Ends a response: its items are finished, its tokens counted.
   * @returns what changed, or null when the response had ended before: it counts once, however often it is told
   */
  end(response: WireResponse): readonly Patch[] | null {
    const ended = this.#responses.end(response)
    if (!ended) return null
    const patches: Patch[] = []
    for (const id of ended.items) {
      const draft = this.#items.get(id)
      if (draft && settleStatus(draft, ended.status)) patches.push(...updated(draft))
    }
    if (response.usage) patches.push({ op: 'usage', usage: this.usage })
    return patches
  }

  #message(event: PartEvent, at: number | null) {
    const found = this.#items.message(event.item_id, 'assistant', at)
    if (found && found.message.responseId === null) {
      const owned = this.own(event.response_id, event.item_id)
      return { message: found.message, patches: [...found.patches, ...owned] }
    }
    return found
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
    const known = message.parts[event.content_index]
    const isNew = known === undefined || known.kind !== kind
    const folded = fold(partAt(message, event.content_index, kind), message, isNew)
    return patches.length === 0 ? folded : [...patches, ...folded]
  }

  #inCall(
    event: {
      readonly item_id: string
      readonly response_id?: string | undefined
      readonly call_id?: string | undefined
    },
    at: number | null,
    fold: (call: DraftCall) => readonly Patch[],
  ): readonly Patch[] {
    const draft = this.#items.get(event.item_id)
    if (draft) return draft.kind === 'function_call' ? fold(draft) : noPatches
    const call = { ...newCall(event.item_id, at), callId: event.call_id ?? '' }
    const inserted = this.#items.insert(call, null)
    if (inserted.length === 0) return noPatches
    return [...inserted, ...this.own(event.response_id, call.id), ...fold(call)]
  }
}
