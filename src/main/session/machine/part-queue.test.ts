import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PartQueue } from './part-queue'

const part = (number: number) => ({ itemId: `item_${number}`, contentIndex: number % 3 })

describe('the queue of parts', () => {
  it('holds what was added and not removed, in order, and never changes a queue it was made of', () => {
    const step = fc.record({ adds: fc.boolean(), number: fc.nat(200) })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 400 }), (steps) => {
        let queue = PartQueue.empty
        let expected: number[] = []
        for (const { adds, number } of steps) {
          const before = [...queue]
          const next = adds ? queue.with(part(number)) : queue.without(part(number))
          if (!adds) expected = expected.filter((other) => other !== number)
          else if (!expected.includes(number)) expected = [...expected, number]
          expect([...queue]).toEqual(before)
          expect([...next]).toEqual(expected.map(part))
          expect([next.size, next.has(part(number))]).toEqual([expected.length, adds])
          queue = next
        }
      }),
      { numRuns: 50 },
    )
  })
})
