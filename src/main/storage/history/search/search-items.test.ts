import { describe, expect, it } from 'vitest'
import { SearchableHistory } from '../../../../../test/support/searchable-history'
import { spoken } from '../../../../../test/support/transcripts'
import type { Item } from '../../../../shared/conversation/item'
import { Failure } from '../../../../shared/ipc/result'

const DAY = 24 * 3_600_000

const said = (id: string, at: number, text: string, role: 'user' | 'assistant' = 'user'): Item => ({
  ...spoken(role, at, text, 0),
  id,
})

function historyOf(...items: readonly Item[]): SearchableHistory {
  const history = new SearchableHistory()
  history.hold(items)
  return history
}

describe('searching', () => {
  it('finds the item, where it is and what to show', () => {
    const history = new SearchableHistory()
    const id = history.hold([said('item_1', 5000, 'Is Lisbon *sunny*?', 'assistant')], { title: 'A trip' })
    expect(history.search('sun')).toEqual({
      hits: [
        {
          conversationId: id,
          title: 'A trip',
          itemId: 'item_1',
          speaker: 'assistant',
          at: 5000,
          excerpt: { text: 'Is Lisbon *sunny*?', marks: [{ start: 11, end: 14 }] },
        },
      ],
      more: false,
    })
  })

  it.each(['', ' ', '"', '…', '* - "" ('])('finds nothing for %j', (query) => {
    expect(historyOf(said('item_1', 1, 'words')).search(query)).toEqual({ hits: [], more: false })
  })

  it('wants all words, of one item', () => {
    const history = historyOf(said('both', 1, 'one and two'), said('one', 2, 'one'), said('two', 3, 'two'))
    expect(history.found('one two')).toEqual(['both'])
  })

  it('says whether there are more than were asked for', () => {
    const history = historyOf(said('old', 1, 'word'), said('middle', 2, 'word'), said('new', 3, 'word'))
    for (const order of ['newest', 'relevant'] as const) {
      expect(history.search('word', { limit: 2, order })).toMatchObject({ hits: [{ at: 3 }, { at: 2 }], more: true })
      expect(history.search('word', { limit: 3, order }).more).toBe(false)
    }
  })

  it('leaves out what was removed, however much of it is in front', () => {
    const history = new SearchableHistory()
    const many = Array.from({ length: 500 }, (_, index) => said(`gone_${index}`, 1000 + index, 'word'))
    history.hold(many, { removed: true, title: 'word', titled: true })
    history.hold([said('old', 1, 'word')])
    for (const order of ['newest', 'relevant'] as const) expect(history.found('word', { order })).toEqual(['old'])
  })

  it('looks where it is told to', () => {
    const items = [10, 20, 30].flatMap((at) => [
      said(`user_${at}`, at, 'word'),
      said(`assistant_${at}`, at, 'word', 'assistant'),
    ])
    const history = historyOf(...items)
    expect(history.found('word', { speaker: 'user' })).toEqual(['user_30', 'user_20', 'user_10'])
    expect(history.found('word', { speaker: 'assistant', from: 20 })).toEqual(['assistant_30', 'assistant_20'])
    expect(history.found('word', { speaker: 'user', until: 20 })).toEqual(['user_10'])
    expect(history.found('word', { from: 20, until: 30 })).toEqual(['assistant_20', 'user_20'])
    expect(history.found('word', { from: -5, until: Number.MAX_SAFE_INTEGER })).toHaveLength(6)
    expect(history.found('word', { from: Number.MAX_SAFE_INTEGER })).toEqual([])
  })

  it('finds titles that users gave, as hits of their own', () => {
    const history = new SearchableHistory()
    const id = history.hold([said('item_1', 10, 'about Portugal')], { title: 'Portugal', titled: true, updatedAt: 20 })
    history.hold([said('item_2', 30, 'Portugal again')], { title: 'Portugal again', updatedAt: 30 })
    history.index.putTitle(2, 'Portugal again')
    expect(history.found('portugal')).toEqual(['item_2', 'Portugal', 'item_1'])
    expect(history.search('portug').hits[1]).toEqual({
      conversationId: id,
      title: 'Portugal',
      itemId: null,
      speaker: 'other',
      at: 20,
      excerpt: { text: 'Portugal', marks: [{ start: 0, end: 6 }] },
    })
    expect(history.found('portugal', { until: 20 })).toEqual(['item_1'])
    expect(history.found('portugal', { speaker: 'user' })).toEqual(['item_2', 'item_1'])
  })

  it('refuses what is no query any more', () => {
    const history = historyOf(said('item_1', 1, 'a'))
    expect(history.found('a '.repeat(400))).toEqual(['item_1'])
    const absurd = Array.from({ length: 65 }, (_, index) => index).join(' ')
    expect(() => history.search(absurd)).toThrow(Failure)
    expect(() => history.search('手'.repeat(65))).toThrow('at most 64 words')
  })

  it('passes over what a damaged file has in the place of items', () => {
    const history = historyOf(said('whole', 1, 'word'), said('torn', 2, 'word'))
    history.database.exec("UPDATE items SET body = '{' WHERE id = 'torn'")
    expect(history.found('word')).toEqual(['whole'])
  })
})

describe('by relevance', () => {
  const order = 'relevant'

  it('whole words come before beginnings, even when many newer ones only begin alike', () => {
    const newer = Array.from({ length: 400 }, (_, index) => said(`newer_${index}`, 1000 + index, 'category'))
    expect(historyOf(said('whole', 1, 'a cat'), ...newer).found('cat', { order })[0]).toBe('whole')
  })

  it('words side by side come before words far apart', () => {
    const history = historyOf(
      said('together', 1, 'we went to new york once'),
      said('turned', 2, 'york new'),
      said('apart', 3, 'a new idea came to us when we were all in old york'),
    )
    expect(history.found('new york', { order })).toEqual(['together', 'turned', 'apart'])
  })

  it('titles and items under such a title come before others', () => {
    const history = new SearchableHistory()
    history.hold([said('elsewhere', 3, 'garden')], { title: 'Weather' })
    history.hold([said('under', 2, 'garden')], { title: 'The garden', titled: true, updatedAt: 2 })
    expect(history.found('garden', { order })).toEqual(['The garden', 'under', 'elsewhere'])
  })

  it('what was said comes before what functions were called with', () => {
    const call: Item = {
      kind: 'function_call',
      id: 'call',
      at: 2,
      status: 'completed',
      name: 'garden',
      callId: '',
      arguments: '',
    }
    expect(historyOf(said('said', 1, 'garden'), call).found('garden', { order })).toEqual(['said', 'call'])
  })

  it('pinned conversations come first, and else newer ones', () => {
    const history = new SearchableHistory()
    history.hold([said('old', DAY, 'garden')])
    history.hold([said('pinned', 2 * DAY, 'garden')], { pinned: true })
    history.hold([said('new', 3 * DAY, 'garden')])
    expect(history.found('garden', { order })).toEqual(['pinned', 'new', 'old'])
  })

  it('a year makes more of a difference than a pin', () => {
    const history = new SearchableHistory()
    history.hold([said('pinned', DAY, 'garden')], { pinned: true })
    history.hold([said('new', 365 * DAY, 'garden')])
    expect(history.found('garden', { order })).toEqual(['new', 'pinned'])
  })
})
