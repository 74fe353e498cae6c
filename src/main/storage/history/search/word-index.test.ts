import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SearchableHistory } from '../../../../../test/support/searchable-history'
import { aMessage, aPart, written } from '../../../../../test/support/transcripts'
import type { Item } from '../../../../shared/conversation/item'
import { findPlaces } from '../../../../shared/history/matches'
import { parseQuery } from '../../../../shared/history/query'
import { matchExpression } from './word-query'

const rowsOf = (history: SearchableHistory, expression: string): readonly number[] =>
  history.database
    .prepare('SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid')
    .all(expression)
    .map((row) => (row as { rowid: number }).rowid)

const base = { id: 'item_1', at: null, status: 'completed' } as const
const call: Item = {
  ...base,
  kind: 'function_call',
  name: 'get_weather',
  callId: 'call_1',
  arguments: '{"city":"Lisbon"}',
}
const output: Item = { ...base, kind: 'function_output', callId: 'call_1', output: '{"sky":"clear"}' }
const notice: Item = { ...base, kind: 'notice', level: 'info', code: 'session.began', text: 'anew' }

describe('the index of words', () => {
  it.each([
    ['{user} : hello', written('Hello', 'user'), true],
    ['{assistant} : hello', written('Hello', 'assistant'), true],
    ['{other} : hello', written('Hello', 'system'), true],
    ['{user} : hello', written('Hello', 'assistant'), false],
    ['{other} : weather', call, true],
    ['{other} : lisbon', call, true],
    ['{other} : clear', output, true],
    ['anew', notice, false],
    ['"one two"', aMessage({ parts: [aPart({ text: 'One' }), aPart({ text: 'two' })] }), true],
  ])('%s finds an item: %#', (expression, item, isFound) => {
    const history = new SearchableHistory()
    history.index.put(7, item)
    expect(rowsOf(history, expression)).toEqual(isFound ? [7] : [])
  })

  it('forgets the words that an item had before, and those of one that is removed', () => {
    const history = new SearchableHistory()
    history.index.put(7, written('one'))
    history.index.put(7, written('two'))
    expect([rowsOf(history, 'one'), rowsOf(history, 'two')]).toEqual([[], [7]])
    history.index.put(7, written('...'))
    expect(rowsOf(history, 'two')).toEqual([])
    history.index.put(7, written('three'))
    history.index.remove(7)
    expect(rowsOf(history, 'three')).toEqual([])
  })

  it('is the same when it is made anew', () => {
    const history = new SearchableHistory()
    const items = Array.from({ length: 1200 }, (_, index) => ({
      ...written(`word${index % 7}`),
      id: `item_${index}`,
      at: index,
    }))
    history.hold(items, { title: 'A trip', titled: true })
    history.hold([], { title: 'word1' })
    history.database.exec(
      "UPDATE items SET running = 1 WHERE id = 'item_8'; UPDATE items SET body = '{' WHERE id = 'item_15'",
    )
    const before = rowsOf(history, 'word1')
    history.index.put(5, written('word1'))
    history.index.rebuild()
    expect(rowsOf(history, 'word1')).toEqual(before.filter((_, place) => place !== 1 && place !== 2))
    expect(history.found('trip')).toEqual(['A trip'])
    expect(history.database.prepare('SELECT rowid FROM titles').all()).toHaveLength(1)
  })

  it('is made anew within what else is written', () => {
    const history = new SearchableHistory()
    history.hold([written('one')])
    const fails = history.database.transaction(() => {
      history.database.exec('DELETE FROM items')
      history.index.rebuild()
      throw new Error('changed its mind')
    })
    expect(fails).toThrow('changed its mind')
    expect(rowsOf(history, 'one')).toHaveLength(1)
  })

  it('finds just what is marked, and takes any text for a query', () => {
    const history = new SearchableHistory()
    fc.assert(
      fc.property(someText, someText, (text, typed) => {
        const query = parseQuery(typed)
        history.index.put(1, written(text))
        if (query.terms.length === 0) return
        const places = findPlaces(text, query)
        const isMarked = query.terms.every((_, term) => places.some((place) => place.term === term))
        expect(rowsOf(history, matchExpression(query))).toEqual(isMarked ? [1] : [])
        expect(rowsOf(history, matchExpression(query, 'user'))).toEqual(isMarked ? [1] : [])
        expect(rowsOf(history, matchExpression(query, 'assistant'))).toEqual([])
      }),
      { numRuns: 3000 },
    )
  })
})

/** Few pieces, so that something is found; of all kinds that could make a difference. */
const somePiece = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...'a b ab abc A é e\u0301 ß ss Σ ς İ ı ﬁ fi æ ½ 1 12'.split(' ')) },
  {
    weight: 4,
    arbitrary: fc.constantFrom('手', '手机', '机', 'か', 'が', 'ー', 'กิ', 'ก', 'ำ', 'क', 'कि', '학', '학교', '하'),
  },
  { weight: 6, arbitrary: fc.constantFrom(' ', ' ', ' ', '\n', '"', '„', '*', '-', "'", '.', ':', '(', '^', '+', '{') },
  {
    weight: 3,
    arbitrary: fc.constantFrom('\u00AD', '\u200B', '\u200D', '\u0301', '\0', '\uD800', '😀', 'x'.repeat(70)),
  },
  { weight: 2, arbitrary: fc.constantFrom(' AND ', ' OR ', ' NOT ', ' NEAR(', 'user:') },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 5 }) },
)
const someText = fc.array(somePiece, { maxLength: 12 }).map((pieces) => pieces.join(''))
