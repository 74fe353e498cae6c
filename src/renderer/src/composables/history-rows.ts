import type { ConversationSummary } from '../../../shared/history/summary'
import { startOfDay } from '../stores/search-period'

/** What a part of the history has in common; `at` is in the month. */
export type HistoryGroup =
  { readonly kind: 'pinned' | 'today' | 'yesterday' | 'week' } | { readonly kind: 'month'; readonly at: number }

/** A line of the list: the name of a group, or a conversation. */
export type HistoryRow =
  | { readonly kind: 'group'; readonly key: string; readonly group: HistoryGroup }
  | { readonly kind: 'entry'; readonly key: string; readonly conversation: ConversationSummary }

interface OpenGroup {
  readonly group: HistoryGroup
  /** What was said before this belongs to another group. */
  readonly begins: number
}

/**
 * Puts the conversations into groups, in the order in which they come: pinned ones first, then newest first. A list that
 * has only grown costs what was added to it.
 */
export class HistoryRows {
  #conversations: readonly ConversationSummary[] = []
  #today = 0
  #rows: HistoryRow[] = []
  #open: OpenGroup | null = null

  /** @param now milliseconds since 1970; what seems to be later, by another clock, counts as today's */
  of(conversations: readonly ConversationSummary[], now: number): readonly HistoryRow[] {
    const today = startOfDay(now, 0)
    const hasGrown = today === this.#today && this.#conversations.every((one, index) => one === conversations[index])
    if (!hasGrown) {
      this.#rows = []
      this.#open = null
      this.#conversations = []
    }
    for (const conversation of conversations.slice(this.#conversations.length)) this.#add(conversation, now)
    this.#conversations = conversations
    this.#today = today
    return [...this.#rows]
  }

  #add(conversation: ConversationSummary, now: number): void {
    const { id, pinned, updatedAt } = conversation
    const open = this.#open
    if (!open || !(pinned || (open.group.kind !== 'pinned' && updatedAt >= open.begins))) {
      this.#open = pinned ? { group: { kind: 'pinned' }, begins: -Infinity } : groupOf(updatedAt, now)
      this.#rows.push({ kind: 'group', key: keyOf(this.#open), group: this.#open.group })
    }
    this.#rows.push({ kind: 'entry', key: id, conversation })
  }
}

function groupOf(at: number, now: number): OpenGroup {
  for (const [kind, days] of [
    ['today', 0],
    ['yesterday', -1],
    ['week', -6],
  ] as const) {
    const begins = startOfDay(now, days)
    if (at >= begins) return { group: { kind }, begins }
  }
  const date = new Date(at)
  const begins = new Date(date.getFullYear(), date.getMonth(), 1).getTime()
  return { group: { kind: 'month', at: begins }, begins }
}

const keyOf = ({ group, begins }: OpenGroup): string => `group:${group.kind}:${begins}`
