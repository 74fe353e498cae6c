/** A conversation as the history lists it. */
export interface ConversationSummary {
  readonly id: string
  /** The user's own, or the first words. */
  readonly title: string
  /** Milliseconds since 1970; that of its keeping for one that was imported and says nothing of it. */
  readonly startedAt: number
  /** When something was last said in it; lists are in this order, newest first, behind those that are pinned. */
  readonly updatedAt: number
  readonly pinned: boolean
}

/** A piece of the list. */
export interface HistoryPage {
  readonly conversations: readonly ConversationSummary[]
  /** What to ask for to get the next piece; null at the end. */
  readonly next: string | null
}
