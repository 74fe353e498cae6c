import type { Patch } from '../conversation/patches'
import type { ResponseRecord, Transcript } from '../conversation/transcript'
import type { AppError } from '../ipc/result'
import type { SearchRequest, SearchResult } from './search'
import type { ConversationSummary, HistoryPage } from './summary'

/** The conversations that are kept on this machine. */
export interface HistoryPort {
  /**
   * What is wrong with the keeping, if anything: conversations go on, and are held in memory as long as they can't be
   * written. Told at once to whoever listens, when it changes, and never twice in a row for the same trouble.
   */
  subscribe(listener: (news: HistoryNews) => void): () => void
  /**
   * Keeps a conversation from now on; writes nothing before something is recorded. One that is kept already under this
   * identifier goes on.
   */
  keep(head: ConversationHead): ConversationKeeper
  /** Pinned first, then newest first. `cursor` is null for the beginning, or the `next` of the page before. */
  list(cursor: string | null, limit: number): Promise<HistoryPage>
  /** @throws Failure `search.too_long` */
  search(request: SearchRequest): Promise<SearchResult>
  /** @throws Failure `conversation.not_found` */
  read(id: string): Promise<StoredConversation>
  /** An empty title gives back the first words. @throws Failure `conversation.not_found` */
  rename(id: string, title: string): Promise<void>
  pin(ids: readonly string[], pinned: boolean): Promise<void>
  /** Hides conversations; they are gone for good with {@link purge}, or with the next start. */
  remove(ids: readonly string[]): Promise<void>
  /** Undoes {@link remove}. */
  restore(ids: readonly string[]): Promise<void>
  /** Erases what was removed, its words in the index included; conversations that were restored are left alone. */
  purge(ids: readonly string[]): Promise<void>
  /** Erases conversations in which nothing was said since; answers their identifiers. Pinned ones stay. */
  forgetBefore(updatedBefore: number): Promise<readonly string[]>
  /** Erases every conversation, the backups and what was set aside; the files are made anew. */
  forgetEverything(): Promise<void>
  /** All identifiers, oldest first. */
  ids(): Promise<readonly string[]>
  /**
   * Takes in a conversation under its own identifier, or under a new one when that is taken by a conversation that is not
   * equal; one that is there already stays as it is. Answers under which it is found.
   */
  import(transcript: Transcript): Promise<{ readonly id: string; readonly added: boolean }>
  /** Writes everything that is held back; what can't be written is lost with the process. */
  close(): Promise<void>
}

/** What is known of a conversation when it begins. */
export interface ConversationHead {
  readonly id: string
  /** Milliseconds since 1970. */
  readonly startedAt: number
}

/**
 * Keeps one conversation while it goes on. It never makes the caller wait and never throws: pieces of text are written
 * within a second, an item's end at once.
 */
export interface ConversationKeeper {
  /** Changes, all of them and in order. */
  record(patches: readonly Patch[]): void
  /** A response is over; its tokens and what they cost. */
  respond(response: ResponseRecord): void
  /** Where the next session of this conversation runs. */
  runsOn(origin: { readonly model: string; readonly endpoint: string }): void
}

export interface StoredConversation {
  readonly summary: ConversationSummary
  readonly transcript: Transcript
}

export type HistoryNews =
  /** The list has changed: by a new conversation, another title, or by another program. */
  | { readonly kind: 'changed' }
  /** Something was found damaged and has been put right: said once. */
  | { readonly kind: 'notice'; readonly error: AppError }
  /** Something can't be kept, until `recovered` follows; `storage.*`. */
  | { readonly kind: 'trouble'; readonly error: AppError }
  /** What could not be kept is kept now. */
  | { readonly kind: 'recovered' }
