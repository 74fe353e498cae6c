import { describe, expect, it } from 'vitest'
import { ManualClock } from '../../../../test/support/manual-clock'
import { singlePresses } from './single-presses'

/** When presses are handed on, for a keyboard that sends something at these times. */
async function handedOn(times: readonly number[]): Promise<number[]> {
  const clock = new ManualClock()
  const presses: number[] = []
  const keyboard = singlePresses(clock, () => presses.push(clock.now()))
  for (const at of times) {
    await clock.advance(at - clock.now())
    keyboard.press()
  }
  await clock.advance(10_000)
  return presses
}

const repeats = (from: number, every: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => from + index * every)

describe('single presses', () => {
  it.each([
    ['by default', 660, 40],
    ['as soon and as fast as it goes', 250, 10],
    ['late and slowly', 2000, 90],
  ])('are one for a key that is held, as X repeats it %s', async (_, delay, every) => {
    expect(await handedOn([0, ...repeats(delay, every, 100)])).toEqual([0])
  })

  it.each([250, 300, 500, 660, 740, 900])('are two for a second press after %i ms, a moment later', async (second) => {
    expect(await handedOn([0, second])).toEqual([0, second + 100])
  })

  it('are handed on at once when no keyboard would repeat so late', async () => {
    expect(await handedOn([0, 2001])).toEqual([0, 2001])
  })

  it('begin anew soon after a key that was held', async () => {
    expect(await handedOn([0, ...repeats(660, 40, 3), 1040])).toEqual([0, 1140])
  })

  it('are one where a busy machine hears of repeats late and all at once', async () => {
    expect(await handedOn([0, ...repeats(660, 40, 3), 1140, 1141, 1142])).toEqual([0])
  })

  it('are one for a key that bounces', async () => {
    expect(await handedOn([0, 15])).toEqual([0])
  })

  it('can be forgotten while they are held back', async () => {
    const clock = new ManualClock()
    let presses = 0
    const keyboard = singlePresses(clock, () => presses++)
    keyboard.press()
    await clock.advance(500)
    keyboard.press()
    keyboard.forget()
    await clock.advance(10_000)
    expect(presses).toBe(1)
  })
})
