import { describe, expect, it } from 'vitest'
import { ChangeQueue } from './change-queue'

const change = (sequence: number) => ({ sequence })

describe('ChangeQueue', () => {
  it('gives out changes that follow the snapshot', () => {
    const queue = new ChangeQueue()
    expect(queue.begin(7)).toEqual([])
    expect(queue.take(change(8))).toEqual([change(8)])
    expect(queue.take(change(9))).toEqual([change(9)])
  })

  it('keeps changes that arrive before the snapshot, and drops those that it has', () => {
    const queue = new ChangeQueue()
    expect(queue.take(change(4))).toEqual([])
    expect(queue.take(change(5))).toEqual([])
    expect(queue.take(change(6))).toEqual([])
    expect(queue.begin(4)).toEqual([change(5), change(6)])
    expect(queue.take(change(7))).toEqual([change(7)])
  })

  it('drops a change that comes twice', () => {
    const queue = new ChangeQueue()
    queue.begin(1)
    queue.take(change(2))
    expect(queue.take(change(2))).toEqual([])
  })

  it('notices a missing number', () => {
    const queue = new ChangeQueue()
    queue.begin(1)
    expect(queue.take(change(3))).toBeNull()
  })

  it('notices a number that is missing among those that waited', () => {
    const queue = new ChangeQueue()
    queue.take(change(3))
    queue.take(change(5))
    expect(queue.begin(2)).toBeNull()
  })

  it('waits again when a new snapshot is asked for', () => {
    const queue = new ChangeQueue()
    queue.begin(1)
    queue.awaitSnapshot()
    expect(queue.take(change(9))).toEqual([])
    expect(queue.begin(8)).toEqual([change(9)])
  })
})
