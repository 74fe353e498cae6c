import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { SearchHit, SearchRequest, SearchResult } from '../../../shared/history/search'
import type { AppError } from '../../../shared/ipc/result'
import { errorOf, request } from '../ipc'
import { type Period, spanOf } from './search-period'

export type { SearchHit }
export type Speaker = SearchRequest['speaker']
export type SearchOrder = SearchRequest['order']

/** Milliseconds of not typing before a search: fast typists are not searched for every letter. */
const TYPING_PAUSE_MS = 100
/** Milliseconds in which changes of the history are gathered before it is searched again. */
const CHANGE_PAUSE_MS = 300
/** How many hits are asked for, at first and at most. */
const FIRST_HITS = 30
const MAX_HITS = 200

/** What is searched for in the history, and what was found. */
export const useHistorySearch = defineStore('history-search', () => {
  const query = ref('')
  const speaker = ref<Speaker>('anyone')
  const period = ref<Period>('any')
  const from = ref('')
  const until = ref('')
  const order = ref<SearchOrder>('relevant')
  /** What the newest question that was answered came to; null before the first answer. */
  const result = shallowRef<SearchResult | null>(null)
  const trouble = shallowRef<AppError | null>(null)
  const limit = ref(FIRST_HITS)
  /** Counts the questions: an answer that a newer one has overtaken is not used. */
  let asked = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const active = computed(() => query.value.trim() !== '')
  const narrowed = computed(() => speaker.value !== 'anyone' || period.value !== 'any')
  /** Whether more can be asked for; behind that, only other words help. */
  const canShowMore = computed(() => result.value?.more === true && limit.value < MAX_HITS)
  const tooMany = computed(() => result.value?.more === true && limit.value >= MAX_HITS)

  watch(query, () => changed(TYPING_PAUSE_MS))
  watch([speaker, period, from, until, order], () => changed(0))

  function changed(pause: number): void {
    limit.value = FIRST_HITS
    if (active.value) askIn(pause)
    else forget()
  }

  function forget(): void {
    clearTimeout(timer)
    timer = undefined
    asked += 1
    result.value = trouble.value = null
  }

  function askIn(pause: number): void {
    clearTimeout(timer)
    timer = setTimeout(() => {
      timer = undefined
      void ask()
    }, pause)
  }

  async function ask(): Promise<void> {
    const question = ++asked
    const own = { from: from.value, until: until.value }
    try {
      const answer = await request('history.search', {
        query: query.value,
        speaker: speaker.value,
        ...spanOf(period.value, own, Date.now()),
        order: order.value,
        limit: limit.value,
      })
      if (question !== asked) return
      result.value = answer
      trouble.value = null
    } catch (thrown) {
      if (question !== asked) return
      result.value = null
      trouble.value = errorOf(thrown)
    }
  }

  /** The history has changed: what was found may not be true any more. */
  function renew(): void {
    if (active.value && timer === undefined) askIn(CHANGE_PAUSE_MS)
  }

  function showMore(): void {
    limit.value = MAX_HITS
    void ask()
  }

  function clear(): void {
    query.value = ''
  }

  return {
    query,
    speaker,
    period,
    from,
    until,
    order,
    result,
    trouble,
    active,
    narrowed,
    canShowMore,
    tooMany,
    limit,
    renew,
    showMore,
    clear,
  }
})
