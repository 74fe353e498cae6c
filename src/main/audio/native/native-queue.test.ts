import { expect, test } from 'vitest'
import { NativeQueue } from './native-queue'

/** Callbacks of 30, room for three blocks. */
const create = (): NativeQueue => new NativeQueue(30, 3)

function write(queue: NativeQueue, ...blocks: number[]): boolean[] {
  return blocks.map((block) => {
    queue.offer(block)
    return queue.letIn()
  })
}

test('until the queue is full nothing shows that the device takes anything', () => {
  const queue = create()
  expect(write(queue, 10, 10, 10)).toEqual([false, false, false])
  expect(queue.samples).toBe(30)
  queue.offer(10)
  expect(queue.samples).toBe(40)
})

test('a block that is let into a full queue shows that a callback took its share', () => {
  const queue = create()
  expect(write(queue, 10, 10, 10, 10)).toEqual([false, false, false, true])
  expect(queue.samples).toBe(10)
  expect(write(queue, 10, 10)).toEqual([false, false])
  expect(queue.samples).toBe(30)
})

test('a block that was begun takes no room', () => {
  const queue = create()
  write(queue, 20, 20, 20)
  expect(write(queue, 20, 20)).toEqual([true, false]) // 10 of the second are left, and three wait behind it
  expect(queue.samples).toBe(70)
  expect(write(queue, 20)).toEqual([true])
  expect(queue.samples).toBe(60)
})

test('blocks shorter than a callback, and longer ones, are counted to the sample', () => {
  const short = create()
  write(short, 1, 2, 3, 4)
  expect(short.samples).toBe(4)
  const long = create()
  write(long, 100, 100, 100, 100)
  expect(long.samples).toBe(370)
})
