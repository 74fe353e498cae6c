import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import type { SearchRequest, SearchResult } from '../../../shared/history/search'

/** What these tests use of the store. */
interface SearchStore {
  query: string
  speaker: SearchRequest['speaker']
  readonly result: SearchResult | null
  readonly trouble: { readonly code: string } | null
  readonly active: boolean
  readonly canShowMore: boolean
  readonly tooMany: boolean
  renew(): void
  showMore(): void
}

const resultOf = (title: string, more = false): SearchResult => ({
  hits: [{ conversationId: 'c', title, itemId: 'i', speaker: 'user', at: 1, excerpt: { text: title, marks: [] } }],
  more,
})

let asked: SearchRequest[]
let answers: ((result: SearchResult) => void)[]
let search: SearchStore

/** As far as everything comes that is not held back. */
const settle = (ms = 0): Promise<unknown> => vi.advanceTimersByTimeAsync(ms)

async function type(query: string): Promise<void> {
  search.query = query
  await nextTick()
}

beforeEach(async () => {
  vi.useFakeTimers()
  asked = []
  answers = []
  const invoke = (_name: string, input: SearchRequest): Promise<unknown> => {
    asked.push(input)
    if (input.query.length > 20)
      return Promise.resolve({ ok: false, error: { code: 'search.too_long', message: '', hint: '' } })
    return new Promise((resolve) => answers.push((value) => resolve({ ok: true, value })))
  }
  vi.stubGlobal('window', { parley: { invoke } })
  setActivePinia(createPinia())
  // At run time, since the window's modules are written for the DOM, which tests are compiled without.
  search = (await vi.importActual<{ useHistorySearch: () => SearchStore }>('./history-search')).useHistorySearch()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('searching as one types', () => {
  it('asks once for what is typed in one go', async () => {
    for (const query of ['a', 'ap', 'app']) {
      await type(query)
      await settle(50)
    }
    await settle(100)
    expect(asked.map(({ query }) => query)).toEqual(['app'])
    answers[0]?.(resultOf('app'))
    await settle()
    expect(search.result?.hits[0]?.title).toBe('app')
  })

  it('takes the answer to the newest question only, in whichever order they come', async () => {
    await type('one')
    await settle(100)
    await type('two')
    await settle(100)
    answers[1]?.(resultOf('two'))
    await settle()
    answers[0]?.(resultOf('one'))
    await settle()
    expect(search.result?.hits[0]?.title).toBe('two')
  })

  it('shows nothing that is answered after the field was emptied', async () => {
    await type('one')
    await settle(100)
    await type(' ')
    expect([search.active, search.result]).toEqual([false, null])
    answers[0]?.(resultOf('one'))
    await settle(200)
    expect(search.result).toBeNull()
    expect(asked).toHaveLength(1)
  })

  it('asks at once when it is narrowed', async () => {
    await type('one')
    await settle(100)
    search.speaker = 'user'
    await nextTick()
    await settle(0)
    expect(asked.map(({ speaker }) => speaker)).toEqual(['anyone', 'user'])
  })

  it('says what is wrong in place of what was found', async () => {
    await type('one')
    await settle(100)
    answers[0]?.(resultOf('one'))
    await type('far too long to be searched for')
    await settle(100)
    expect([search.result, search.trouble?.code]).toEqual([null, 'search.too_long'])
  })
})

describe('what was found', () => {
  it('can be more, up to a bound, until something else is searched for', async () => {
    await type('one')
    await settle(100)
    answers[0]?.(resultOf('one', true))
    await settle()
    expect([search.canShowMore, search.tooMany]).toEqual([true, false])
    search.showMore()
    answers[1]?.(resultOf('one', true))
    await settle()
    expect([search.canShowMore, search.tooMany]).toEqual([false, true])
    await type('two')
    await settle(100)
    expect(asked.map(({ limit }) => limit)).toEqual([30, 200, 30])
  })

  it('is looked for again when the history changes, once for many changes', async () => {
    search.renew()
    await settle(1000)
    expect(asked).toEqual([])
    await type('one')
    await settle(100)
    for (let change = 0; change < 5; change += 1) search.renew()
    await settle(1000)
    expect(asked).toHaveLength(2)
  })
})
