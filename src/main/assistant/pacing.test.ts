import { describe, expect, it } from 'vitest'
import { ManualClock } from '../../../test/support/manual-clock'
import type { Patch } from '../../shared/conversation/patches'
import type { Levels } from '../../shared/ipc/contract'
import { LevelMeter, loudness } from './devices/levels'
import { PatchOutbox } from './patch-outbox'

const patch = (id: string): Patch => ({ op: 'remove', id })

describe('patches', () => {
  function outbox() {
    const clock = new ManualClock()
    const batches: (readonly Patch[])[] = []
    return { clock, batches, outbox: new PatchOutbox(clock, (patches) => batches.push(patches)) }
  }

  it('are sent at once, then in batches', async () => {
    const { clock, batches, outbox: box } = outbox()
    for (const id of ['a', 'b', 'c']) box.add([patch(id)])
    expect(batches).toEqual([[patch('a')]])
    await clock.advance(90)
    expect(batches).toEqual([[patch('a')], [patch('b'), patch('c')]])
  })

  it('make no more than twelve batches a second, and none is lost', async () => {
    const { clock, batches, outbox: box } = outbox()
    for (let ms = 0; ms < 1000; ms++) {
      box.add([patch(String(ms))])
      await clock.advance(1)
    }
    await clock.advance(100)
    expect(batches.length).toBeLessThanOrEqual(13)
    expect(batches.flat()).toHaveLength(1000)
  })

  it('that are dropped are not sent later', async () => {
    const { clock, batches, outbox: box } = outbox()
    box.add([patch('a')])
    box.add([patch('b')])
    box.drop()
    await clock.advance(100)
    expect(batches).toEqual([[patch('a')]])
  })
})

describe('levels', () => {
  const loud = new Int16Array(240).fill(32_767)

  it('are reported twenty times a second with the loudest sample, and end with silence', async () => {
    const clock = new ManualClock()
    const told: Levels[] = []
    const meter = new LevelMeter(clock, (levels) => told.push(levels))
    for (let ms = 0; ms < 1000; ms += 10) {
      meter.heard(ms % 50 === 0 ? loud : new Int16Array(240))
      await clock.advance(10)
    }
    expect(told).toHaveLength(20)
    expect(told[0]?.microphone).toBeCloseTo(1, 3)
    await clock.advance(1000)
    expect(told.at(-1)).toEqual({ microphone: 0, speaker: 0 })
    expect(told.length).toBeLessThanOrEqual(22)
  })

  it.each([
    [0, 0],
    [33, 0],
    [1036, 0.5],
    [32_768, 1],
  ])('of an amplitude of %i are about %f', (amplitude, level) => {
    expect(loudness(new Int16Array(100).fill(Math.min(32_767, amplitude)))).toBeCloseTo(level, 1)
  })

  it('are zero without samples', () => {
    expect(loudness(new Int16Array(0))).toBe(0)
  })
})
