import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { concatSamples } from '../pcm'
import { PlayoutQueue } from './playout-queue'

const part = (itemId: string, contentIndex = 0) => ({ itemId, contentIndex })
const block = (length: number, value = 1): Int16Array => new Int16Array(length).fill(value)
const take = (queue: PlayoutQueue, count = 1000, now = 0): number[] => [
  ...concatSamples(queue.take(count, now, false).map(({ samples }) => samples)),
]

describe('order', () => {
  test('parts play one after the other, in the order in which they first appeared', () => {
    const queue = new PlayoutQueue()
    queue.enqueue(part('a'), block(2, 1), 0)
    queue.enqueue(part('b'), block(2, 3), 0)
    queue.enqueue(part('a'), block(2, 2), 0)
    queue.finish(part('a'))
    expect(take(queue)).toEqual([1, 1, 2, 2, 3, 3])
  })

  test('the same item has a queue for each content index', () => {
    const queue = new PlayoutQueue()
    queue.enqueue(part('a', 1), block(1, 1), 0)
    queue.enqueue(part('a', 0), block(1, 2), 0)
    queue.finish(part('a', 1))
    expect(take(queue)).toEqual([1, 2])
  })

  test('a part that should go on keeps newer ones waiting, for a second', () => {
    const queue = new PlayoutQueue()
    queue.enqueue(part('a'), block(1, 1), 0)
    queue.enqueue(part('b'), block(1, 2), 0)
    expect(take(queue, 10, 5000)).toEqual([1])
    expect(take(queue, 10, 5999)).toEqual([])
    expect(take(queue, 10, 6000)).toEqual([2])
  })

  test('audio that comes in time ends the wait; the next wait is a whole one', () => {
    const queue = new PlayoutQueue()
    queue.enqueue(part('a'), block(1, 1), 0)
    queue.enqueue(part('b'), block(1, 2), 0)
    take(queue, 10, 0)
    queue.enqueue(part('a'), block(1, 3), 0)
    expect(take(queue, 10, 999)).toEqual([3])
    expect(take(queue, 10, 1998)).toEqual([])
    expect(take(queue, 10, 1999)).toEqual([2])
  })

  test('a part that was overtaken goes on after the newer one', () => {
    const queue = new PlayoutQueue()
    queue.enqueue(part('a'), block(1, 1), 0)
    queue.enqueue(part('b'), block(2, 2), 0)
    take(queue, 10, 0)
    expect(take(queue, 1, 1000)).toEqual([2])
    queue.enqueue(part('a'), block(1, 3), 0)
    queue.finish(part('b'))
    expect(take(queue, 10, 1000)).toEqual([2, 3])
  })

  test('a part that has nothing to play keeps nobody waiting who has nothing either', () => {
    const queue = new PlayoutQueue()
    queue.enqueue(part('a'), block(1, 1), 0)
    expect(take(queue, 10, 0)).toEqual([1])
    expect(take(queue, 10, 60_000)).toEqual([])
    queue.enqueue(part('a'), block(1, 2), 0)
    expect(take(queue, 10, 60_000)).toEqual([2])
  })
})

describe('the end of a part', () => {
  test('a finished or removed part takes no more audio', () => {
    const queue = new PlayoutQueue()
    queue.enqueue(part('a'), block(1, 1), 0)
    queue.finish(part('a'))
    queue.enqueue(part('a'), block(1, 2), 0)
    expect(take(queue)).toEqual([1])
    queue.remove(part('a'))
    queue.enqueue(part('a'), block(1, 3), 0)
    expect(take(queue)).toEqual([])
    expect(queue.first).toBeUndefined()
  })

  test('a part that is finished without audio takes its turn', () => {
    const queue = new PlayoutQueue()
    queue.finish(part('a'))
    expect(queue.first).toMatchObject({ itemId: 'a', complete: true, receivedSamples: 0 })
  })
})

describe('interruption', () => {
  test('names every part with its counts, and how the one that began would have gone on', () => {
    const queue = new PlayoutQueue()
    queue.enqueue(part('a'), Int16Array.of(1, 2, 3, 4, 5), 0)
    queue.finish(part('a'))
    queue.enqueue(part('b'), block(7), 0)
    queue.take(2, 0, false)
    const { parts, tail } = queue.interrupt(2)
    expect(parts).toMatchObject([
      { ...part('a'), handedOverSamples: 2, receivedSamples: 5, complete: true },
      { ...part('b'), handedOverSamples: 0, receivedSamples: 7, complete: false },
    ])
    expect([...tail]).toEqual([3, 4])
    expect(take(queue)).toEqual([])
  })

  test('a part that has not begun leaves nothing to fade out', () => {
    const queue = new PlayoutQueue()
    queue.enqueue(part('a'), block(5), 0)
    expect(queue.interrupt(10).tail.length).toBe(0)
  })

  test('audio that comes late for interrupted parts is dropped; new parts play', () => {
    const queue = new PlayoutQueue()
    queue.enqueue(part('a'), block(1, 1), 0)
    queue.interrupt(0)
    queue.enqueue(part('a'), block(1, 2), 0)
    queue.finish(part('a'))
    queue.enqueue(part('b'), block(1, 3), 0)
    expect(queue.first).toMatchObject(part('b'))
    expect(take(queue)).toEqual([3])
  })

  test('the memory of interrupted parts is bounded, and the newest are kept', () => {
    const queue = new PlayoutQueue()
    for (let index = 0; index < 1000; index++) {
      queue.enqueue(part(`item_${index}`), block(1), 0)
      queue.interrupt(0)
    }
    queue.enqueue(part('item_999'), block(1), 0)
    queue.enqueue(part('item_800'), block(1), 0)
    expect(queue.first).toBeUndefined()
    queue.enqueue(part('item_0'), block(1), 0)
    expect(queue.first).toMatchObject(part('item_0'))
  })
})

describe('in real time', () => {
  /** Less than what a part is to begin with. */
  const little = (): Int16Array => block(240)

  test('a part waits for more, but not when newer audio shows that nothing is to come of it', () => {
    const queue = new PlayoutQueue()
    queue.enqueue(part('a'), little(), 0)
    expect(queue.take(480, 0, true)).toEqual([])
    queue.enqueue(part('b'), little(), 0)
    expect(queue.take(480, 0, true)).toMatchObject([{ part: part('a') }])
  })

  test('what comes after an interruption follows on nothing', () => {
    const queue = new PlayoutQueue()
    queue.enqueue(part('a'), block(24_000), 0)
    queue.take(240, 0, true)
    queue.interrupt(0)
    queue.enqueue(part('b'), little(), 0)
    expect(queue.canPlay(0)).toBe(false)
  })

  test('only there can a part run dry', () => {
    for (const inRealTime of [false, true]) {
      const queue = new PlayoutQueue()
      queue.enqueue(part('a'), block(2400), 0)
      queue.take(4800, 0, inRealTime)
      queue.enqueue(part('a'), block(2400), 500)
      expect(queue.statistics.starvations).toBe(inRealTime ? 1 : 0)
    }
  })
})

test('every sample of a part is taken once and in order, however it is cut', () => {
  const steps = fc.array(
    fc.oneof(
      fc.record({
        do: fc.constant('enqueue' as const),
        id: fc.constantFrom('a', 'b', 'c'),
        count: fc.nat({ max: 50 }),
      }),
      fc.record({ do: fc.constant('take' as const), id: fc.constant(''), count: fc.nat({ max: 60 }) }),
      fc.record({ do: fc.constant('finish' as const), id: fc.constantFrom('a', 'b', 'c'), count: fc.constant(0) }),
    ),
    { maxLength: 40 },
  )
  fc.assert(
    fc.property(steps, fc.boolean(), (list, inRealTime) => {
      const queue = new PlayoutQueue()
      const sent = new Map<string, number>()
      const got = new Map<string, number>()
      const finished = new Set<string>()
      let now = 0
      const takeSome = (count: number): void => {
        const taken = queue.take(count, (now += 1000), inRealTime)
        for (const { part: from, samples } of taken) {
          const before = got.get(from.itemId) ?? 0
          expect([...samples]).toEqual(Array.from(samples, (_, index) => before + index))
          got.set(from.itemId, before + samples.length)
        }
        for (const { part: from } of taken) expect(from.handedOverSamples).toBe(got.get(from.itemId))
      }
      for (const { do: action, id, count } of list) {
        if (action === 'take') takeSome(count)
        if (action === 'finish') {
          queue.finish(part(id))
          finished.add(id)
        }
        if (action !== 'enqueue') continue
        const before = sent.get(id) ?? 0
        queue.enqueue(
          part(id),
          new Int16Array(count).map((_, index) => before + index),
          now,
        )
        if (!finished.has(id)) sent.set(id, before + count)
      }
      for (let round = 0; round < 8; round++) takeSome(10_000)
      for (const [id, count] of sent) expect(got.get(id) ?? 0).toBe(count)
    }),
  )
})
