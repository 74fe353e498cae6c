import { describe, expect, it, vi } from 'vitest'
import { timeLimit } from '../../../../test/support/time-limit'
import { type AppError, Failure } from '../../../shared/ipc/result'
import { defaultUserSettings } from '../../../shared/settings'
import type { AnnouncementListener } from '../../assistant/announcements'
import type { LoginItemOrder } from './login-item-order'
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
  it.each([
    [true, ['correct']],
    [false, []],
  ])('leaves the system’s own list alone at the start, but for where Parley lies (%s)', async (enabled, expected) => {
    const { assistant, change } = setUp(enabled)
    const told: LoginItemOrder[] = []
    keepStartAtLogin(assistant, (order) => Promise.resolve(void told.push(order)))
    change(enabled) // another setting has changed
    change(!enabled)
    await vi.waitFor(() => expect(told).toEqual([...expected, enabled ? 'remove' : 'add']), timeLimit(10_000))
  })

  it('follows the settings, one change after the other', async () => {
    const { assistant, change } = setUp(true)
    const told: LoginItemOrder[] = []
    let finish: () => void = () => undefined
    keepStartAtLogin(assistant, async (order) => {
      told.push(order)
      if (told.length === 1) await new Promise<void>((resolve) => (finish = resolve))
    })
    change(false)
    change(false)
    change(true)
    await vi.waitFor(() => expect(told).toEqual(['correct']), timeLimit(10_000))
    finish()
    await vi.waitFor(() => expect(told).toEqual(['correct', 'remove', 'add']), timeLimit(10_000))
  })

  it.each([
    [Object.assign(new Error('read-only'), { code: 'EROFS' }), 'EROFS'],
    [new Failure('export.not_writable', { path: 'x', reason: 'ENOSPC' }), 'ENOSPC'],
    [new Error('whatever'), ''],
  ])('says what goes wrong, and tries again with the next change: %s', async (cause, reason) => {
    const { assistant, change, warnings } = setUp(false)
    const told: LoginItemOrder[] = []
    keepStartAtLogin(assistant, (order) => {
      told.push(order)
      return order === 'add' ? Promise.reject(cause) : Promise.resolve()
    })
    change(true)
    await vi.waitFor(() => expect(warnings).toHaveLength(1), timeLimit(10_000))
    expect(warnings[0]).toMatchObject({ code: 'startup.not_set', values: { reason } })
    change(false)
    await vi.waitFor(() => expect(told).toEqual(['add', 'remove']), timeLimit(10_000))
    expect(warnings).toHaveLength(1)
  })
})
