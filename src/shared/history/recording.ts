import type { ItemId } from '../conversation/item'
import type { AppError } from '../ipc/result'

/** The sound of a message's part, as it is kept. */
export interface Recording {
  readonly itemId: ItemId
  readonly contentIndex: number
  /** Milliseconds. */
  readonly lengthMs: number
}

/** Which sound it is: a part of an item of a conversation. */
export interface RecordingKey {
  readonly conversationId: string
  readonly itemId: ItemId
  readonly contentIndex: number
}

/** The sound of conversations that is kept on this machine, for users who want it (`privacy.keepAudio`). */
export interface RecordingsPort {
  /**
   * More of a part's sound (24 kHz mono PCM16; copied before this returns). Never makes the caller wait and never throws.
   */
  add(key: RecordingKey, samples: Int16Array): void
  /** A part has no more sound to come: its file is made. Does nothing for a key under which nothing was added. */
  finish(key: RecordingKey): void
  /** What was added so far under one key goes on under another: whose sound it is was not known when it began. */
  rename(from: RecordingKey, to: RecordingKey): void
  /** What was added so far is thrown away; nothing comes of it. */
  discard(key: RecordingKey): void
  /** What can be played of a conversation. */
  list(conversationId: string): Promise<readonly Recording[]>
  /** The file of a part; null when there is none. */
  read(key: RecordingKey): Promise<{ readonly path: string; readonly mediaType: string } | null>
  /** Erases what was recorded of conversations. */
  remove(conversationIds: readonly string[]): Promise<void>
  /** Erases what was recorded of an item. */
  removeItem(conversationId: string, itemId: ItemId): Promise<void>
  /** Erases everything. */
  forgetEverything(): Promise<void>
  /** Erases what is older, and then the oldest until no more than `bytes` are left; null for no limit. */
  retain(limits: { readonly recordedBefore: number | null; readonly bytes: number | null }): Promise<void>
  /** Tells of each part whose file has been made, and of trouble (`storage.*`), once until it works again. */
  subscribe(listener: (news: RecordingsNews) => void): () => void
  /** Finishes what is under way. */
  close(): Promise<void>
}

export type RecordingsNews =
  | { readonly kind: 'recorded'; readonly conversationId: string }
  | { readonly kind: 'trouble'; readonly error: AppError }
