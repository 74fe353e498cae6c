import { describe, expect, it } from 'vitest'
import { ManualClock } from '../../../../test/support/manual-clock'
import { singlePresses } from './single-presses'

async function pressesAt(times: readonly number[]): Promise<number> {
  const clock = new ManualClock()
  let presses = 0
  const onPress = singlePresses(clock, () => presses++)
  for (const at of times) {
    await clock.advance(at - clock.now())
    onPress()
  }
  return presses
}

describe('single presses', () => {
  it('are one for a key that is held, as X repeats it', async () => {
    const repeats = Array.from({ length: 100 }, (_, index) => 660 + index * 40)
    expect(await pressesAt([0, ...repeats])).toBe(1)
  })

  it('are two for a key that is pressed twice', async () => {
    expect(await pressesAt([0, 900])).toBe(2)
  })

  it('begin anew after a key that was held', async () => {
    expect(await pressesAt([0, 660, 700, 740, 1600])).toBe(2)
  })
})
