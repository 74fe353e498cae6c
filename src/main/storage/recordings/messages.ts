import type { Recording, RecordingKey, RecordingsNews } from '../../../shared/history/recording'
import type { ChildAnswer } from '../../../shared/pending-requests'

/** What can be asked of the thread that keeps the recordings: what goes along, and what comes back. */
export interface Questions {
  list: { readonly takes: string; readonly gives: readonly Recording[] }
  read: { readonly takes: RecordingKey; readonly gives: { readonly path: string; readonly mediaType: string } | null }
  remove: { readonly takes: readonly string[]; readonly gives: undefined }
  removeItem: {
    readonly takes: { readonly conversationId: string; readonly itemId: string }
    readonly gives: undefined
  }
  forgetEverything: { readonly takes: undefined; readonly gives: undefined }
  retain: {
    readonly takes: { readonly recordedBefore: number | null; readonly bytes: number | null }
    readonly gives: undefined
  }
  close: { readonly takes: undefined; readonly gives: undefined }
}

/** A question, by the number that its answer will bear. */
export type Question = {
  [Name in keyof Questions]: {
    readonly type: 'ask'
    readonly id: number
    readonly name: Name
    readonly takes: Questions[Name]['takes']
  }
}[keyof Questions]

export type ToRecordings =
  | { readonly type: 'open'; readonly folder: string }
  | { readonly type: 'add'; readonly key: RecordingKey; readonly samples: Int16Array }
  | { readonly type: 'finish' | 'discard'; readonly key: RecordingKey }
  | { readonly type: 'rename'; readonly from: RecordingKey; readonly to: RecordingKey }
  | Question

export type FromRecordings = ChildAnswer | { readonly type: 'news'; readonly news: RecordingsNews }
