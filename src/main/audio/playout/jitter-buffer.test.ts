import { beforeEach, describe, expect, test } from 'vitest'
import { JitterBuffer } from './jitter-buffer'
import { PartAudio } from './part-audio'

const samplesOf = (ms: number): Int16Array => new Int16Array(ms * 24)

let buffer: JitterBuffer
let part: PartAudio

const arrive = (ms: number, atMs: number): void => {
  buffer.arrived(part, ms * 24, atMs)
  part.add(samplesOf(ms), atMs)
}

/** Seconds of a part of its own that comes as it plays, each with one wait that is so long. */
const deliver = (seconds: number, lateMs: number, beginMs: number): void => {
  part = new PartAudio({ itemId: 'past', contentIndex: 0 })
  for (let at = 0; at < seconds * 1000; at += 20) {
    const isHeldUp = at % 1000 >= 500 && at % 1000 < 500 + lateMs
    arrive(20, beginMs + (isHeldUp ? at - (at % 1000) + 500 + lateMs : at))
  }
  part = new PartAudio({ itemId: 'new', contentIndex: 0 })
}

beforeEach(() => {
  buffer = new JitterBuffer()
  part = new PartAudio({ itemId: 'a', contentIndex: 0 })
})

describe('while nothing is known', () => {
  test('40 ms of sound may begin at once', () => {
    arrive(40, 0)
    expect(buffer.isReady(part, 0)).toBe(true)
  })

  test('less waits for more, but not for long', () => {
    arrive(39, 0)
    expect(buffer.isReady(part, 39)).toBe(false)
    expect(buffer.isReady(part, 40)).toBe(true)
  })

  test('the wait begins with the first of it', () => {
    arrive(20, 0)
    arrive(5, 20)
    expect(buffer.isReady(part, 39)).toBe(false)
    expect(buffer.isReady(part, 40)).toBe(true)
  })
})

describe('the target', () => {
  test('grows with the worst lateness in a second, and a margin', () => {
    deliver(5, 150, 0)
    expect(buffer.targetMs).toBe(190)
  })

  test('is nothing where sound comes faster than it plays', () => {
    for (let at = 0; at < 10; at++) arrive(100, at * 20)
    expect(buffer.targetMs).toBe(0)
  })

  test('is never more than 400 ms', () => {
    deliver(5, 380, 0)
    expect(buffer.targetMs).toBe(400)
  })

  test('forgets one bad second after twenty good ones, and not before', () => {
    deliver(1, 150, 0)
    deliver(18, 0, 10_000)
    expect(buffer.targetMs).toBe(190)
    deliver(1, 0, 40_000)
    expect(buffer.targetMs).toBe(40)
  })

  test('knows nothing of what was a minute of delivery ago', () => {
    deliver(4, 150, 0)
    deliver(59, 0, 10_000)
    expect(buffer.targetMs).toBe(40)
    deliver(4, 150, 100_000)
    deliver(57, 0, 110_000)
    expect(buffer.targetMs).toBe(40)
  })

  test('keeps to what happens in one of fifteen seconds', () => {
    for (let round = 0; round < 5; round++) {
      deliver(1, 150, round * 100_000)
      deliver(14, 0, round * 100_000 + 10_000)
    }
    expect(buffer.targetMs).toBe(190)
  })
})

describe('with a delivery that comes as it plays, now and then 150 ms late', () => {
  beforeEach(() => deliver(5, 150, 0))

  test('sound waits as long as the target says', () => {
    arrive(80, 10_000)
    expect(buffer.isReady(part, 10_189)).toBe(false)
    expect(buffer.isReady(part, 10_190)).toBe(true)
  })

  test('no longer than until as much is there besides what came last', () => {
    arrive(100, 10_000)
    arrive(100, 10_010)
    expect(buffer.isReady(part, 10_010)).toBe(false)
    arrive(100, 10_020)
    expect(buffer.isReady(part, 10_020)).toBe(true)
  })

  test('a large piece alone is no reason to begin', () => {
    arrive(300, 10_000)
    expect(buffer.isReady(part, 10_000)).toBe(false)
  })
})
