import type { ServerEventOf } from '../realtime/server-events'
import { type DraftMessage, type DraftPart, newMessage } from './draft'
import type { EventIds } from './event-ids'
import { isBlank, partAt, settleStatus, settleText } from './fold-item'
import type { ItemId } from './item'
import { type ItemStore, noPatches, updated } from './item-store'
import type { Patch } from './patches'

type Transcription = 'delta' | 'completed' | 'failed'
type TranscriptionEvent<T extends Transcription = Transcription> =
  ServerEventOf<`conversation.item.input_audio_transcription.${T}`>

/** Milliseconds on the session's audio clock, as far as they are known. */
interface Speech {
  readonly start?: number | undefined
  readonly end?: number | undefined
}

/** Folds what a user says: turns as they are committed, and their transcripts, which come when they come. */
export class UserTurns {
  readonly #items: ItemStore
  readonly #eventIds: EventIds
  #current: ItemId | null = null
  /** Turns that were committed without a name, oldest first. */
  readonly #unnamed: ItemId[] = []
  /** Turns that were committed without a place, under a name which no item has had yet, oldest first. */
  readonly #unconfirmed = new Set<ItemId>()
  /** The names of items by those that their turns were committed under, where they differ (LocalAI). */
  readonly #otherNames = new Map<ItemId, ItemId>()
  /** Speech whose length is not yet noted in its item. */
  readonly #speech = new Map<ItemId, Speech>()

  constructor(items: ItemStore, eventIds: EventIds) {
    this.#items = items
    this.#eventIds = eventIds
  }

  /** The latest spoken turn; null before the first. */
  get current(): ItemId | null {
    return this.#current
  }

  /** The connection is gone: what is said without a name from now on is about other turns. */
  leave(): void {
    this.#current = null
    this.#unnamed.length = 0
    this.#unconfirmed.clear()
  }

  /** A spoken turn got its item. */
  spoken(id: ItemId): void {
    this.#current = id
  }

  /** Where the server heard speech begin (`start`) or end; together they give a turn's length. */
  speech(id: ItemId | undefined, edge: Speech): readonly Patch[] {
    if (id === undefined) return noPatches
    const known = this.#speech.get(id)
    this.#speech.set(id, { start: edge.start ?? known?.start, end: edge.end ?? known?.end })
    const draft = this.#items.get(id)
    const isTurn = draft?.kind === 'message' && draft.role === 'user'
    return isTurn && this.noteLength(draft) ? updated(draft) : noPatches
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
    if (id !== undefined && this.#items.get(id)) {
      const turn = this.#known(id)
      return turn ? [...turn.patches, ...this.#items.anchor(id, anchor)] : noPatches
    }
    const message = this.#newTurn(id ?? this.#items.localId(), at)
    if (id === undefined) this.#unnamed.push(message.id)
    else if (anchor === null) this.#unconfirmed.add(id)
    return this.#items.insert(message, anchor)
  }

  /** An item came under this name. */
  confirm(id: ItemId): void {
    this.#unconfirmed.delete(id)
  }

  /**
   * The name so far of the oldest turn that a new spoken item belongs to: one of ours, or one under which it was committed
   * and nothing has come since. An item that says where it belongs is one of its own.
   */
  takeNameFor(item: ItemId, anchor: ItemId | null): ItemId | undefined {
    const unnamed = this.#unnamed.shift()
    if (unnamed !== undefined || anchor !== null) return unnamed
    const [committed] = this.#unconfirmed
    const draft = committed === undefined ? undefined : this.#items.get(committed)
    if (committed === undefined || draft?.kind !== 'message' || draft.parts.some(({ text }) => text !== ''))
      return undefined
    this.#unconfirmed.delete(committed)
    this.#otherNames.set(committed, item)
    return committed
  }

  append(event: TranscriptionEvent<'delta'>, at: number | null): readonly Patch[] {
    return this.#inPart(event, at, (part, message, isNew) => {
      const text = event.delta ?? ''
      const added = text !== '' && !part.final && this.#isNew(part, event.event_id, text)
      const replaces = added && isWholeAgain(part, event.content_index, text)
      if (added) part.text = replaces ? text : part.text + text
      const begins = added && part.transcript === 'none'
      if (begins) part.transcript = 'pending'
      if (isNew || begins || replaces) return updated(message)
      return added ? [{ op: 'append_text', id: message.id, part: message.parts.indexOf(part), text }] : noPatches
    })
  }

  #isNew(part: DraftPart, eventId: string | undefined, text: string): boolean {
    return this.#eventIds.isNew((part.seen ??= new Map<string, number>()), eventId, text)
  }

  complete(event: TranscriptionEvent<'completed'>, at: number | null): readonly Patch[] {
    return this.#inPart(event, at, (part, message, isNew) => {
      if (event.status === 'in_progress') return this.#soFar(part, message, event.transcript, isNew)
      const changed = settleText(part, event.transcript) || part.transcript !== 'done'
      part.transcript = 'done'
      return isNew || changed ? updated(message) : noPatches
    })
  }

  /** Replaces the transcript so far. One that comes after the final transcript is ignored. */
  #soFar(part: DraftPart, message: DraftMessage, text: string, isNew: boolean): readonly Patch[] {
    const isLate = part.final || part.transcript === 'done'
    if (isLate || (part.text === text && part.transcript === 'pending')) return isNew ? updated(message) : noPatches
    part.text = text
    part.transcript = 'pending'
    return updated(message)
  }

  fail(event: TranscriptionEvent<'failed'>, at: number | null): readonly Patch[] {
    return this.#inPart(event, at, (part, message, isNew) => {
      const changed = part.transcript !== 'done' && part.transcript !== 'failed'
      if (changed) part.transcript = 'failed'
      return isNew || changed ? updated(message) : noPatches
    })
  }

  #inPart(
    event: TranscriptionEvent,
    at: number | null,
    fold: (part: DraftPart, message: DraftMessage, isNew: boolean) => readonly Patch[],
  ): readonly Patch[] {
    const id = this.#otherNames.get(event.item_id) ?? event.item_id
    const turn = this.#items.get(id) ? this.#known(id) : this.#made(id, at)
    if (!turn) return noPatches
    const { message, patches } = turn
    const index = spokenPart(message, event.content_index)
    const before = message.parts[index]?.kind
    const part = partAt(message, index, 'audio')
    return [...patches, ...fold(part, message, part.kind !== before)]
  }

  /** The turn of an id that is known; null when it is not the user's. Being transcribed or committed, it is over. */
  #known(id: ItemId): Turn | null {
    const draft = this.#items.get(id)
    if (draft?.kind !== 'message') return null
    const taken = isBlank(draft)
    if (taken) draft.role = 'user'
    if (draft.role !== 'user') return null
    this.#current = id
    const empty = draft.parts.length === 0
    if (empty) partAt(draft, 0, 'audio')
    const measured = this.noteLength(draft)
    const settled = settleStatus(draft, 'completed')
    return { message: draft, patches: taken || empty || measured || settled ? updated(draft) : noPatches }
  }

  /** The turn of an id that is heard of for the first time: a transcript may come before everything else. */
  #made(id: ItemId, at: number | null): Turn | null {
    if (this.#items.wasRemoved(id)) return null
    const message = this.#newTurn(id, at)
    const unnamed = this.#unnamed.shift()
    const patches = unnamed ? this.#items.rename(unnamed, message, null) : this.#items.insert(message, null)
    return patches.length === 0 ? null : { message, patches }
  }

  #newTurn(id: ItemId, at: number | null): DraftMessage {
    const message = newMessage(id, 'user', at)
    this.#current = id
    message.status = 'completed'
    partAt(message, 0, 'audio')
    this.noteLength(message)
    return message
  }
}

/**
 * Whether a piece is the transcript so far and not more of it. Some servers send it whole each time, either growing or
 * (Hugging Face) under another content index.
 */
function isWholeAgain(part: DraftPart, index: number, text: string): boolean {
  const hasMoved = part.toldAt !== null && part.toldAt !== index
  part.toldAt = index
  return hasMoved || (part.text.length > 1 && text.length > part.text.length && text.startsWith(part.text))
}

/** The part that a transcript belongs to. A turn has the parts that its item listed, mostly one. */
function spokenPart({ parts }: DraftMessage, index: number): number {
  if (index < parts.length) return index
  const spoken = parts.findIndex(({ kind }) => kind === 'audio')
  return spoken === -1 ? 0 : spoken
}

/** A turn and what changed by finding it. */
interface Turn {
  readonly message: DraftMessage
  readonly patches: readonly Patch[]
}
