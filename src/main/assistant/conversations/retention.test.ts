import { expect, it, onTestFinished, vi } from 'vitest'
import { timeLimit } from '../../../../test/support/time-limit'
import { ManualClock } from '../../../../test/support/manual-clock'
import { MemoryHistory } from '../../../../test/support/memory-history'
import { MemoryRecordings } from '../../../../test/support/memory-recordings'
import { defaultUserSettings } from '../../../shared/settings'
import { Retention } from './retention'

const DAY_MS = 86_400_000

it("erases old recordings even if conversations can't be erased, and retries daily", async () => {
  const clock = new ManualClock()
  const history = new MemoryHistory()
  const recordings = new MemoryRecordings(clock)
  const forgetBefore = vi.fn(() => Promise.reject(new Error('in use')))
  history.forgetBefore = forgetBefore
  const key = { conversationId: 'old', itemId: 'item', contentIndex: 0 }
  recordings.add(key, new Int16Array(2400))
  recordings.finish(key)
  recordings.age(key, clock.wallTime() - 3 * DAY_MS)
  const retention = new Retention({ clock, history, recordings }, () => ({
    ...defaultUserSettings.privacy,
    keepDays: 30,
    audioDays: 2,
  }))
  onTestFinished(() => retention.close())
  retention.begin()
  await vi.waitFor(() => expect(recordings.isEmpty).toBe(true), timeLimit(10_000))
  await clock.advance(DAY_MS)
  expect(forgetBefore).toHaveBeenCalledTimes(2)
})
