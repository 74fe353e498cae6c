import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { ItemId } from '../../../shared/conversation/item'
import type { SearchHit } from '../../../shared/history/search'

/** What is marked in a conversation, because it was searched for. */
interface FoundWords {
  readonly conversationId: string
  readonly query: string
  /** The item that was opened; null for none in particular. */
  readonly itemId: ItemId | null
}

/** The words that a hit of a search was opened for, until that is over. */
export const useFoundWords = defineStore('found-words', () => {
  const shown = shallowRef<FoundWords | null>(null)

  /** The same hit may be opened again: the value is a new one each time. */
  function show({ conversationId, itemId }: SearchHit, query: string): void {
    shown.value = { conversationId, itemId, query }
  }

  function end(): void {
    shown.value = null
  }

  return { shown, show, end }
})
