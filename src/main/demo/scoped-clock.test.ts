import { expect, it } from 'vitest'
import { ManualClock } from '../../../test/support/manual-clock'
import { ScopedClock } from './scoped-clock'

it('keeps what a callback throws to itself, and ends what is still to come', async () => {
  const clock = new ManualClock()
  const thrown: unknown[] = []
  const scoped = new ScopedClock(clock, (error) => thrown.push(error))
  const calls: string[] = []
  scoped.schedule(10, () => {
    throw new Error('oops')
  })
  scoped.schedule(20, () => calls.push('on time'))
  scoped.schedule(30, () => calls.push('cancelled'))()
  scoped.schedule(40, () => calls.push('too late'))
  await clock.advance(30)
  scoped.end()
  scoped.schedule(5, () => calls.push('after the end'))
  await clock.advance(100)
  expect(calls).toEqual(['on time'])
  expect(thrown).toEqual([new Error('oops')])
})
