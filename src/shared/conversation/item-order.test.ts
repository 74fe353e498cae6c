import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ItemOrder } from './item-order'

/** An item as it arrives: its name and that of its predecessor. */
type Arrival = readonly [id: string, anchor: string | null]

function orderOf(arrivals: readonly Arrival[]): readonly string[] {
  const order = new ItemOrder()
  for (const [id, anchor] of arrivals) order.add(id, anchor)
  return [...order]
}

/**
 * The order by definition: whoever has no known predecessor stands in the order of arrival, and directly behind each
 * item stand those that name it, the latest first, each with its own.
 */
function expectedOrder(arrivals: readonly Arrival[]): readonly string[] {
  const known = new Set(arrivals.map(([id]) => id))
  const behind = (anchor: string): readonly string[] =>
    arrivals
      .filter(([, named]) => named === anchor)
      .reverse()
      .flatMap(([id]) => [id, ...behind(id)])
  const first = arrivals.filter(([, anchor]) => anchor === null || (anchor !== 'root' && !known.has(anchor)))
  return [...behind('root'), ...first.flatMap(([id]) => [id, ...behind(id)])]
}

const shuffled = <T>(values: readonly T[]): fc.Arbitrary<T[]> =>
  fc.shuffledSubarray([...values], { minLength: values.length, maxLength: values.length })

/** Items of which each may name one that is older than itself, nobody, an unknown one or the start; in any order. */
const forest = fc
  .array(fc.oneof({ weight: 4, arbitrary: fc.nat() }, fc.constantFrom(null, 'unknown', 'root')), { maxLength: 12 })
  .chain((choices) =>
    shuffled(
      choices.map((choice, index): Arrival => {
        const older = typeof choice === 'number' ? (index === 0 ? null : `i${choice % index}`) : choice
        return [`i${index}`, older]
      }),
    ),
  )

describe('ItemOrder', () => {
  it('is the order of arrival where nothing else is said', () => {
    expect(orderOf(['a', 'b', 'c'].map((id) => [id, null]))).toEqual(['a', 'b', 'c'])
  })

  it('puts an item behind the one that it names', () => {
    expect(
      orderOf([
        ['a', null],
        ['b', null],
        ['c', 'a'],
      ]),
    ).toEqual(['a', 'c', 'b'])
  })

  it('puts an item at the start when it is said to belong there', () => {
    expect(
      orderOf([
        ['a', null],
        ['b', 'root'],
        ['c', 'root'],
      ]),
    ).toEqual(['c', 'b', 'a'])
  })

  it('puts the later of two that name the same predecessor directly behind it, as the server did', () => {
    expect(
      orderOf([
        ['a', null],
        ['b', 'a'],
        ['c', 'a'],
      ]),
    ).toEqual(['a', 'c', 'b'])
  })

  it('gives the order of a chain, whatever the order of arrival', () => {
    const chain = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.constantFrom(null, 'root')).chain(([length, start]) => {
      const ids = Array.from({ length }, (_, index) => `i${index}`)
      return fc.record({
        ids: fc.constant(ids),
        arrivals: shuffled(ids.map((id, at) => [id, ids[at - 1] ?? start] as const)),
      })
    })
    fc.assert(
      fc.property(chain, ({ ids, arrivals }) => {
        expect(orderOf(arrivals)).toEqual(ids)
      }),
    )
  })

  it('gives the order of a chain when predecessors are named long after the items', () => {
    const chain = fc.integer({ min: 1, max: 8 }).chain((length) => {
      const ids = Array.from({ length }, (_, index) => `i${index}`)
      const told = ids.slice(1).map((id, index) => ({ id, anchor: ids[index] ?? '' }))
      return fc.record({
        ids: fc.constant(ids),
        added: shuffled(ids),
        told: shuffled(told),
        when: fc.array(fc.boolean()),
      })
    })
    fc.assert(
      fc.property(chain, ({ ids, added, told, when }) => {
        const order = new ItemOrder()
        const known = new Set<string>()
        const waiting = [...told]
        const tell = () => {
          const next = waiting.findIndex(({ id }) => known.has(id))
          const [one] = next === -1 ? [] : waiting.splice(next, 1)
          if (one) order.anchor(one.id, one.anchor)
          return one
        }
        for (const [index, id] of added.entries()) {
          order.add(id, null)
          known.add(id)
          if (when[index]) tell()
        }
        while (tell());
        expect([...order]).toEqual(ids)
      }),
    )
  })

  it('follows the definition for items that name one another, nobody, strangers and the start', () => {
    fc.assert(
      fc.property(forest, (arrivals) => {
        expect(orderOf(arrivals)).toEqual(expectedOrder(arrivals))
      }),
      { numRuns: 500 },
    )
  })

  it('tells of each place what the order then is', () => {
    fc.assert(
      fc.property(forest, (arrivals) => {
        const order = new ItemOrder()
        const told: string[] = []
        for (const [id, anchor] of arrivals) {
          const { place, moves } = order.add(id, anchor)
          for (const { id: placed, after } of [place, ...moves]) {
            if (told.includes(placed)) told.splice(told.indexOf(placed), 1)
            told.splice(after === null ? 0 : told.indexOf(after) + 1, 0, placed)
          }
          expect(told).toEqual([...order])
        }
      }),
    )
  })

  it('keeps every item once, even where items name themselves or one another in circles', () => {
    const ids = ['a', 'b', 'c', 'd', 'e']
    const anchors = fc.tuple(...ids.map(() => fc.constantFrom(...ids, null, 'root')))
    fc.assert(
      fc.property(anchors, anchors, shuffled(ids), (first, then, arriving) => {
        const order = new ItemOrder()
        for (const id of arriving) order.add(id, first[ids.indexOf(id)] ?? null)
        for (const id of arriving) order.anchor(id, then[ids.indexOf(id)] ?? 'root')
        expect([...order].sort()).toEqual(ids)
      }),
      { numRuns: 500 },
    )
  })

  it('takes the first word on where an item belongs', () => {
    const order = new ItemOrder()
    for (const id of ['a', 'b', 'c']) order.add(id, null)
    order.anchor('c', 'a')
    expect(order.anchor('c', 'b')).toEqual([])
    expect([...order]).toEqual(['a', 'c', 'b'])
  })

  it('has no word on items that it does not know', () => {
    const order = new ItemOrder()
    expect(order.anchor('a', 'b')).toEqual([])
    expect(order.rename('a', 'b')).toBeNull()
    order.float('a')
    order.remove('a')
    expect([...order]).toEqual([])
  })

  it('tells no move when an item stands right already', () => {
    const order = new ItemOrder()
    order.add('a', null)
    order.add('b', null)
    expect(order.anchor('b', 'a')).toEqual([])
  })

  it('does not bring back a removed item that others waited with', () => {
    const order = new ItemOrder()
    order.add('b', 'a')
    order.remove('b')
    expect(order.add('a', null).moves).toEqual([])
    expect([...order]).toEqual(['a'])
  })

  describe('of what the server does not know', () => {
    it('stays behind its item when others come behind that item', () => {
      const order = new ItemOrder()
      order.add('a', null)
      order.add('first notice', 'a', true)
      order.add('second notice', 'a', true)
      order.add('b', 'a')
      expect([...order]).toEqual(['a', 'first notice', 'second notice', 'b'])
    })

    it('moves with its item', () => {
      const order = new ItemOrder()
      order.add('b', 'a')
      order.add('notice', 'b', true)
      order.add('c', null)
      order.add('a', null)
      expect([...order]).toEqual(['c', 'a', 'b', 'notice'])
    })

    it('stays where it is when the item that it waited for turns up right before it', () => {
      const order = new ItemOrder()
      order.add('notice', 'a', true)
      expect(order.add('a', 'root').moves).toEqual([])
      expect([...order]).toEqual(['a', 'notice'])
    })

    it('can be an item that was known once', () => {
      const order = new ItemOrder()
      order.add('question', null)
      order.add('unheard answer', 'question')
      order.float('unheard answer')
      order.add('next question', 'question')
      expect([...order]).toEqual(['question', 'unheard answer', 'next question'])
    })
  })

  describe('of an item that is renamed', () => {
    it('is what it was', () => {
      const order = new ItemOrder()
      for (const id of ['a', 'old', 'c']) order.add(id, null)
      expect(order.rename('old', 'new')).toEqual({ place: { id: 'new', after: 'a' }, moves: [] })
      expect([...order]).toEqual(['a', 'new', 'c'])
    })

    it('brings those along that waited for the new name', () => {
      const order = new ItemOrder()
      for (const id of ['old', 'c']) order.add(id, null)
      order.add('d', 'new')
      expect(order.rename('old', 'new')?.moves).toEqual([{ id: 'd', after: 'new' }])
      expect([...order]).toEqual(['new', 'd', 'c'])
    })

    it('can still come to wait behind its predecessor', () => {
      const order = new ItemOrder()
      order.add('old', 'a')
      order.rename('old', 'new')
      order.add('b', null)
      order.add('a', null)
      expect([...order]).toEqual(['b', 'a', 'new'])
    })

    it('is refused when the new name is taken', () => {
      const order = new ItemOrder()
      for (const id of ['a', 'b']) order.add(id, null)
      expect(order.rename('a', 'b')).toBeNull()
      expect([...order]).toEqual(['a', 'b'])
    })
  })
})

it('moves nothing where items come in reverse order, until their first one is placed', () => {
  const order = new ItemOrder()
  const count = 2_000
  let moves = 0
  for (let number = count; number > 0; number--) moves += order.add(`item_${number}`, `item_${number - 1}`).moves.length
  expect(moves).toBe(0)
  expect([...order]).toEqual(Array.from({ length: count }, (_, index) => `item_${index + 1}`))
  expect(order.add('item_0', 'root').moves.length).toBeLessThanOrEqual(count)
  expect([...order][0]).toBe('item_0')
})
