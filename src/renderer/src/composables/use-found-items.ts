import { computed, onBeforeUnmount, ref, shallowRef, watch } from 'vue'
import type { Item, ItemId } from '../../../shared/conversation/item'
import { itemText } from '../../../shared/history/item-text'
import { findPlaces } from '../../../shared/history/matches'
import { parseQuery, type Query } from '../../../shared/history/query'
import { useApp } from '../stores/app'
import { useFoundWords } from '../stores/found-words'

/** Milliseconds of looking for words until the window gets to do something else. */
const SLICE_MS = 8

/**
 * The items of the shown conversation in which the words are that a hit was opened for, and the way from one to the next.
 * @param goTo brings an item into view, by its place in the conversation
 */
export function useFoundItems(goTo: (index: number) => void) {
  const app = useApp()
  const found = useFoundWords()
  const here = computed(() => (found.shown?.conversationId === app.conversationId ? found.shown : null))
  const query = computed<Query | null>(() => (here.value ? parseQuery(here.value.query) : null))
  const stops = shallowRef<readonly ItemId[]>([])
  const current = ref<ItemId | null>(null)
  const at = computed(() => (current.value === null ? -1 : stops.value.indexOf(current.value)))
  /** What is known of items as they are; one that changes is another object. */
  let known = new WeakMap<Item, boolean>()
  /** Counts the times that the conversation was gone through: the newest one counts. */
  let asked = 0

  // When another conversation is chosen, this is over; while the right one is on its way, it is not.
  watch(
    () => app.conversationId,
    (id) => {
      if (found.shown && found.shown.conversationId !== id) found.end()
    },
  )
  watch(here, begin, { flush: 'post' })
  watch([() => app.view.order.length, lastStatus], () => void lookThrough(), { flush: 'post' })
  onBeforeUnmount(() => (asked += 1))

  async function begin(): Promise<void> {
    const itemId = here.value?.itemId ?? null
    known = new WeakMap()
    current.value = null
    stops.value = itemId === null ? [] : [itemId]
    if (itemId !== null) stopAt(itemId)
    if ((await lookThrough()) && itemId === null) stopAt(stops.value[0])
  }

  /** Goes through the conversation, which may be a long one, in slices; answers whether nothing has overtaken it. */
  async function lookThrough(): Promise<boolean> {
    const question = ++asked
    const wanted = query.value
    if (!wanted) return false
    const holding: ItemId[] = []
    let since = performance.now()
    for (const id of [...app.view.order]) {
      if (holds(app.view.items.get(id), wanted)) holding.push(id)
      if (performance.now() - since < SLICE_MS) continue
      await new Promise((resolve) => setTimeout(resolve))
      if (question !== asked) return false
      since = performance.now()
    }
    stops.value = holding
    return true
  }

  function holds(item: Item | undefined, wanted: Query): boolean {
    if (!item) return false
    const before = known.get(item)
    if (before !== undefined) return before
    const now = holdsAll(itemText(item)?.text ?? '', wanted)
    known.set(item, now)
    return now
  }

  /** An answer that is over may hold the words by now. */
  function lastStatus(): string | undefined {
    const last = app.view.order.at(-1)
    return query.value && last !== undefined ? app.view.items.get(last)?.status : undefined
  }

  function stopAt(id: ItemId | undefined): void {
    const index = id === undefined ? -1 : app.view.order.indexOf(id)
    if (id === undefined || index === -1) return
    current.value = id
    goTo(index)
  }

  /** The next one, or with -1 the one before; behind the last comes the first. */
  function step(by: 1 | -1): void {
    const { length } = stops.value
    if (length === 0) return
    const from = at.value === -1 && by === -1 ? 0 : at.value
    stopAt(stops.value[(from + by + length) % length])
  }

  return { query, stops, current, at, step, end: found.end }
}

/** Whether every term of a query is somewhere in a text; never for a query without terms. */
const holdsAll = (text: string, query: Query): boolean =>
  query.terms.length > 0 && new Set(findPlaces(text, query).map(({ term }) => term)).size === query.terms.length
