import { expect, it } from 'vitest'
import { ManualClock } from '../../../../test/support/manual-clock'
import { RateLimits } from './rate-limits'

it('counts what was used down, and refills it over a minute', async () => {
  const clock = new ManualClock()
  const limits = new RateLimits(clock)
  const tokensLeft = (spent: number) => limits.spend(spent).find(({ name }) => name === 'tokens')?.remaining
  expect(tokensLeft(400_000)).toBe(400_000)
  expect(tokensLeft(100_000)).toBe(300_000)
  await clock.advance(15_000)
  expect(tokensLeft(0)).toBe(500_000)
  await clock.advance(60_000)
  expect(limits.spend(80_000)).toEqual([
    { name: 'requests', limit: 10_000, remaining: 9_999, reset_seconds: 0.006 },
    { name: 'tokens', limit: 800_000, remaining: 720_000, reset_seconds: 6 },
  ])
})
