import type { ServerEventOf } from '../realtime/server-events'
import { type DraftMessage, firstSeen, newMessage } from './draft'
import { partAt, settleText } from './fold-item'
import type { ItemId } from './item'
import { type ItemStore, noPatches, updated } from './item-store'
import type { Patch } from './patches'

type Transcription = 'delta' | 'completed' | 'failed'
type TranscriptionEvent<T extends Transcription> = ServerEventOf<`conversation.item.input_audio_transcription.${T}`>

/** Milliseconds on the session's audio clock, as far as they are known. */
interface Speech {
  start?: number | undefined
  end?: number | undefined
}

/** Folds what a user says: turns as they are committed, and their transcripts, which come when they come. */
export class UserTurns {
  readonly #items: ItemStore
  /** Turns that were committed without a name, oldest first. */
  readonly #unnamed: ItemId[] = []
  /** Speech whose length is not yet noted in its item. */
  readonly #speech = new Map<ItemId, Speech>()

  constructor(items: ItemStore) {
    this.#items = items
  }

  /** Where the server heard speech begin (`start`) or end; together they give a turn's length. */
  speech(id: ItemId | undefined, edge: Speech): readonly Patch[] {
    if (id === undefined) return noPatches
    this.#speech.set(id, { ...this.#speech.get(id), ...edge })
    const draft = this.#items.get(id)
    return draft?.kind === 'message' && this.noteLength(draft) ? updated(draft) : noPatches
  }

  /** Notes a turn's length once both ends are known; answers whether it did. */
  noteLength(message: DraftMessage): boolean {
    const { start, end } = this.#speech.get(message.id) ?? {}
    if (start === undefined || end === undefined) return false
    this.#speech.delete(message.id)
    partAt(message, 0, 'audio').audioMs = Math.max(0, end - start)
    return true
  }

  /** A turn was committed; where the server does not name its item, it shows under a name of our own. */
  commit(id: ItemId | undefined, anchor: ItemId | null, at: number | null): readonly Patch[] {
    if (id !== undefined && this.#items.get(id)) return this.#items.anchor(id, anchor)
    const message = newMessage(id ?? this.#items.localId(), 'user', at)
    message.status = 'completed'
    partAt(message, 0, 'audio')
    this.noteLength(message)
    if (id === undefined) this.#unnamed.push(message.id)
    return this.#items.insert(message, anchor)
  }

  /** The local name of the oldest turn that still waits for the server's name. */
  takeUnnamed(): ItemId | undefined {
    return this.#unnamed.shift()
  }

  append(event: TranscriptionEvent<'delta'>, at: number | null): readonly Patch[] {
    const found = this.#spoken(event.item_id, at)
    if (!found) return noPatches
    const part = partAt(found.message, event.content_index, 'audio')
    if (!event.delta || part.final || !firstSeen(part, event.event_id)) return found.patches
    part.text += event.delta
    if (part.transcript === 'pending')
      return [...found.patches, { op: 'append_text', id: event.item_id, part: event.content_index, text: event.delta }]
    part.transcript = 'pending'
    return [...found.patches, ...updated(found.message)]
  }

  complete(event: TranscriptionEvent<'completed'>, at: number | null): readonly Patch[] {
    const found = this.#spoken(event.item_id, at)
    if (!found) return noPatches
    const part = partAt(found.message, event.content_index, 'audio')
    const changed = settleText(part, event.transcript) || part.transcript !== 'done'
    part.transcript = 'done'
    return changed ? [...found.patches, ...updated(found.message)] : found.patches
  }

  fail(event: TranscriptionEvent<'failed'>, at: number | null): readonly Patch[] {
    const found = this.#spoken(event.item_id, at)
    if (!found) return noPatches
    const part = partAt(found.message, event.content_index, 'audio')
    if (part.transcript === 'done' || part.transcript === 'failed') return found.patches
    part.transcript = 'failed'
    return [...found.patches, ...updated(found.message)]
  }

  /** The spoken turn of an id; a transcript may be the first that is heard of it. */
  #spoken(id: ItemId, at: number | null): { message: DraftMessage; patches: readonly Patch[] } | null {
    if (this.#items.get(id) || this.#items.wasRemoved(id)) return this.#items.message(id, 'user', at)
    const message = newMessage(id, 'user', at)
    message.status = 'completed'
    partAt(message, 0, 'audio')
    this.noteLength(message)
    const unnamed = this.takeUnnamed()
    return { message, patches: unnamed ? this.#items.rename(unnamed, message) : this.#items.insert(message, null) }
  }
}
