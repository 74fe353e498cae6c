import type { ItemId } from '../conversation/item'
import type { AppError } from '../ipc/result'

/** The saved recording of a message's part. */
export interface Recording {
  readonly itemId: ItemId
  readonly contentIndex: number
  /** Milliseconds. */
  readonly lengthMs: number
}

/** Names a recording: a part of an item of a conversation. */
export interface RecordingKey {
  readonly conversationId: string
  readonly itemId: ItemId
  readonly contentIndex: number
}

/** The recordings of conversations on this computer, if the user wants them (`privacy.keepAudio`). */
export interface RecordingsPort {
  /**
   * Appends sound to a part (24 kHz mono PCM16; copied before this returns). Never blocks and never throws.
   */
  add(key: RecordingKey, samples: Int16Array): void
  /** Completes a part's file. Does nothing if nothing was added. */
  finish(key: RecordingKey): void
  /** Renames a growing recording, whose item was not known when it started. */
  rename(from: RecordingKey, to: RecordingKey): void
  /** Discards a growing recording. */
  discard(key: RecordingKey): void
  /** Returns the recordings of a conversation. */
  list(conversationId: string): Promise<readonly Recording[]>
  /** Returns a part's file; null if there is none. */
  read(key: RecordingKey): Promise<{ readonly path: string; readonly mediaType: string } | null>
  /** Erases the recordings of conversations. */
  remove(conversationIds: readonly string[]): Promise<void>
  /** Erases the recordings of an item. */
  removeItem(conversationId: string, itemId: ItemId): Promise<void>
  /** Erases everything. */
  forgetEverything(): Promise<void>
  /** Erases older recordings, then the oldest until at most `bytes` are left; null for no limit. */
  retain(limits: { readonly recordedBefore: number | null; readonly bytes: number | null }): Promise<void>
  /** Subscribes to completed recordings and faults (`storage.*`); a fault is reported once until it is over. */
  subscribe(listener: (news: RecordingsNews) => void): () => void
  /** Completes growing recordings. */
  close(): Promise<void>
}

export type RecordingsNews =
  | { readonly kind: 'recorded'; readonly conversationId: string }
  | { readonly kind: 'trouble'; readonly error: AppError }
