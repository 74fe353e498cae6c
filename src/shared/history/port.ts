import type { Patch } from '../conversation/patches'
import type { ResponseRecord, Transcript } from '../conversation/transcript'
import type { AppError } from '../ipc/result'
import type { SearchRequest, SearchResult } from './search'
import type { ConversationSummary, HistoryPage } from './summary'

/** The conversations that are saved on this computer. */
export interface HistoryPort {
  /**
   * Subscribes to changes and faults. If conversations can't be written, they go on in memory. A listener receives a
   * current fault at once, and never the same one twice in a row. Returns a function that unsubscribes.
   */
  subscribe(listener: (news: HistoryNews) => void): () => void
  /**
   * Saves a conversation from now on; writes nothing before its first item. Continues one that exists under this
   * identifier.
   */
  keep(head: ConversationHead): ConversationKeeper
  /** Returns a page: pinned first, then newest first. `cursor` is null, or `next` of the previous page. */
  list(cursor: string | null, limit: number): Promise<HistoryPage>
  /** @throws Failure `search.too_long` */
  search(request: SearchRequest): Promise<SearchResult>
  /** @throws Failure `conversation.not_found` */
  read(id: string): Promise<StoredConversation>
  /** Sets a title; an empty one restores the first words. @throws Failure `conversation.not_found` */
  rename(id: string, title: string): Promise<void>
  pin(ids: readonly string[], pinned: boolean): Promise<void>
  /** Hides conversations. {@link purge} or the next start erases them. */
  remove(ids: readonly string[]): Promise<void>
  /** Undoes {@link remove}. */
  restore(ids: readonly string[]): Promise<void>
  /** Erases removed conversations and their words in the index, unless they were restored. */
  purge(ids: readonly string[]): Promise<void>
  /** Erases conversations that are inactive since then, unless they are pinned. Returns their identifiers. */
  forgetBefore(updatedBefore: number): Promise<readonly string[]>
  /** Erases every conversation, backups and damaged files, and creates new files. */
  forgetEverything(): Promise<void>
  /** Returns all identifiers, oldest first. */
  ids(): Promise<readonly string[]>
  /**
   * Imports a conversation under its own identifier, or under a new one if a different conversation has it. An equal one
   * stays as it is. Returns its identifier.
   */
  import(transcript: Transcript): Promise<{ readonly id: string; readonly added: boolean }>
  /** Writes everything that waits. What can't be written is lost. */
  close(): Promise<void>
}

/** What is known of a new conversation. */
export interface ConversationHead {
  readonly id: string
  /** Milliseconds since 1970. */
  readonly startedAt: number
}

/**
 * Saves one conversation while it goes on. Never blocks and never throws. Pieces of text are written within a second, a
 * completed item at once.
 */
export interface ConversationKeeper {
  /** Records all changes, in order. */
  record(patches: readonly Patch[]): void
  /** Records the tokens and the cost of a completed response. */
  respond(response: ResponseRecord): void
  /** Records where the next session of the conversation runs. */
  runsOn(origin: { readonly model: string; readonly endpoint: string }): void
}

export interface StoredConversation {
  readonly summary: ConversationSummary
  readonly transcript: Transcript
}

export type HistoryNews =
  /** The list has changed, also by another program. */
  | { readonly kind: 'changed' }
  /** Damage was found and repaired; reported once. */
  | { readonly kind: 'notice'; readonly error: AppError }
  /** Conversations can't be saved until `recovered` follows; `storage.*`. */
  | { readonly kind: 'trouble'; readonly error: AppError }
  /** Everything that could not be saved is saved now. */
  | { readonly kind: 'recovered' }
