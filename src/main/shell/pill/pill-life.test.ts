import { describe, expect, it } from 'vitest'
import { ManualClock } from '../../../../test/support/manual-clock'
import type { ReadySession, SessionState } from '../../../shared/session/state'
import type { PillSituation } from './pill-is-wanted'
import { PillLife } from './pill-life'

const waiting: ReadySession = {
  phase: 'ready',
  mode: 'ptt',
  activity: 'waiting',
  sending: false,
  muted: false,
  microphoneOpen: true,
}
const speaking: ReadySession = { ...waiting, activity: 'speaking' }
const error = { code: 'network.lost', message: 'Lost.', hint: '', displayable: true }

function setUp() {
  const clock = new ManualClock()
  let is: 'shown' | 'hidden' | 'released' = 'released'
  const life = new PillLife(
    { show: () => (is = 'shown'), hide: () => (is = 'hidden'), release: () => (is = 'released') },
    clock,
  )
  const follow = (session: SessionState, change: Partial<PillSituation> = {}): void =>
    life.follow({ session, talk: 'silent', mode: 'ptt', mainWindowShown: false, enabled: true, ...change })
  return { clock, follow, now: () => is }
}

describe('PillLife', () => {
  it('shows the pill for a turn, and hides it a moment after', async () => {
    const { clock, follow, now } = setUp()
    follow(speaking)
    expect(now()).toBe('shown')
    follow(waiting)
    await clock.advance(1499)
    expect(now()).toBe('shown')
    await clock.advance(1)
    expect(now()).toBe('hidden')
  })

  it('does not flicker between two turns', async () => {
    const { clock, follow, now } = setUp()
    follow(speaking)
    follow(waiting)
    await clock.advance(1000)
    follow(waiting, { talk: 'held' })
    await clock.advance(10_000)
    expect(now()).toBe('shown')
  })

  it('counts the moment from the end of the turn, whatever else changes meanwhile', async () => {
    const { clock, follow, now } = setUp()
    follow(speaking)
    follow(waiting)
    await clock.advance(1000)
    follow({ ...waiting, muted: true })
    await clock.advance(500)
    expect(now()).toBe('hidden')
  })

  it('goes at once when the main window is shown, or nobody wants it any more', () => {
    const { follow, now } = setUp()
    follow(speaking)
    follow(speaking, { mainWindowShown: true })
    expect(now()).toBe('hidden')
    follow(speaking)
    follow(speaking, { enabled: false })
    expect(now()).toBe('hidden')
  })

  it('is released when no session is open any more', async () => {
    const { clock, follow, now } = setUp()
    follow(speaking)
    follow({ phase: 'closing' })
    follow({ phase: 'closed', error: null })
    await clock.advance(1500)
    expect(now()).toBe('released')
  })

  it('is released also when it was hidden before', async () => {
    const { clock, follow, now } = setUp()
    follow(speaking)
    follow(waiting)
    await clock.advance(1500)
    follow({ phase: 'closed', error: null })
    expect(now()).toBe('released')
  })

  it('stays long enough to say why the session has failed', async () => {
    const { clock, follow, now } = setUp()
    follow(speaking)
    follow(waiting)
    await clock.advance(1000)
    follow({ phase: 'closed', error })
    await clock.advance(5999)
    expect(now()).toBe('shown')
    await clock.advance(1)
    expect(now()).toBe('released')
  })

  it('does not come for a session that fails while nobody talks', () => {
    const { follow, now } = setUp()
    follow(waiting)
    follow({ phase: 'closed', error })
    expect(now()).toBe('released')
  })
})
