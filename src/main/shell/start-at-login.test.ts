import { describe, expect, it, vi } from 'vitest'
import type { AppError } from '../../shared/ipc/result'
import { defaultUserSettings } from '../../shared/settings'
import type { AnnouncementListener } from '../assistant/announcements'
import { keepStartAtLogin } from './start-at-login'

function setUp(startAtLogin: boolean) {
  const warnings: AppError[] = []
  let tell: AnnouncementListener = () => undefined
  const assistant = {
    settings: { ...defaultUserSettings, startAtLogin },
    subscribe(listener: AnnouncementListener) {
      tell = listener
      return () => undefined
    },
    warn: (error: AppError) => void warnings.push(error),
  }
  const change = (enabled: boolean): void => {
    assistant.settings = { ...assistant.settings, startAtLogin: enabled }
    tell('settings.changed', assistant.settings)
  }
  return { assistant, change, warnings }
}

describe('keepStartAtLogin', () => {
  it.each([true, false])('puts it right at the start (%s)', async (enabled) => {
    const { assistant } = setUp(enabled)
    const set: boolean[] = []
    keepStartAtLogin(assistant, (now) => Promise.resolve(void set.push(now)))
    await vi.waitFor(() => expect(set).toEqual([enabled]))
  })

  it('follows the settings, one change after the other', async () => {
    const { assistant, change } = setUp(false)
    const set: boolean[] = []
    let finish: () => void = () => undefined
    keepStartAtLogin(assistant, async (now) => {
      set.push(now)
      if (set.length === 1) await new Promise<void>((resolve) => (finish = resolve))
    })
    change(true)
    change(true)
    change(false)
    await vi.waitFor(() => expect(set).toEqual([false]))
    finish()
    await vi.waitFor(() => expect(set).toEqual([false, true, false]))
  })

  it('says what goes wrong, and tries again with the next change', async () => {
    const { assistant, change, warnings } = setUp(true)
    const set: boolean[] = []
    keepStartAtLogin(assistant, (now) => {
      set.push(now)
      return now ? Promise.reject(new Error('read-only')) : Promise.resolve()
    })
    await vi.waitFor(() => expect(warnings).toHaveLength(1))
    expect(warnings[0]).toMatchObject({ code: 'startup.not_set', values: { because: 'read-only' } })
    change(false)
    await vi.waitFor(() => expect(set).toEqual([true, false]))
    expect(warnings).toHaveLength(1)
  })
})
