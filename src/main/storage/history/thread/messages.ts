import type { Patch } from '../../../../shared/conversation/patches'
import type { ResponseRecord } from '../../../../shared/conversation/transcript'
import type { ConversationHead, HistoryNews } from '../../../../shared/history/port'
import type { ChildAnswer } from '../../../../shared/pending-requests'
import type { Question } from './history-methods'

/** What the main side and the thread of the history say to each other. */

/** To the thread. */
export type HistoryRequest =
  /** The first message. */
  | { readonly type: 'open'; readonly path: string }
  | { readonly type: 'keep'; readonly head: ConversationHead }
  | { readonly type: 'tell'; readonly conversation: string; readonly number: number; readonly told: Telling }
  | { readonly type: 'ask'; readonly id: number; readonly question: Question }
  /** The first and only message to a thread that looks a file through. */
  | { readonly type: 'check'; readonly path: string }
  /** The file was looked through. */
  | { readonly type: 'checked'; readonly problems: readonly string[] }

/** What is told of a conversation that is being kept. */
export type Telling =
  | { readonly kind: 'patches'; readonly patches: readonly Patch[] }
  | { readonly kind: 'response'; readonly response: ResponseRecord }
  | { readonly kind: 'origin'; readonly origin: { readonly model: string; readonly endpoint: string } }

/** From the thread. */
export type HistoryReport =
  /** The file is open, or one in memory in its place. */
  | { readonly type: 'opened'; readonly isFile: boolean }
  | ChildAnswer
  | { readonly type: 'news'; readonly news: HistoryNews }
  /** What was told of a conversation up to this number is in the file. */
  | { readonly type: 'written'; readonly conversation: string; readonly number: number }
  /** The file should be looked through, by another thread. */
  | { readonly type: 'check_wanted' }
  | { readonly type: 'checked'; readonly problems: readonly string[] }
