import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { ManualClock } from '../../../../test/support/manual-clock'
import { Failure } from '../../../shared/ipc/result'
import type { ReadySession, SessionState } from '../../../shared/session/state'
import type { TalkBehaviour } from '../../../shared/settings'
import { GRACE_MS, MAX_HOLD_MS, TAP_MS } from './press-logic'
import { TalkKey } from './talk-key'

const ready: ReadySession = {
  phase: 'ready',
  mode: 'ptt',
  activity: 'waiting',
  muted: false,
  microphoneOpen: true,
  sending: false,
}

let clock: ManualClock
let log: string[]
let behaviour: TalkBehaviour
let refusal: Failure | null
let key: TalkKey

beforeEach(() => {
  clock = new ManualClock()
  log = []
  behaviour = 'auto'
  refusal = null
  key = new TalkKey({
    clock,
    behaviour: () => behaviour,
    press() {
      log.push('press')
      return refusal ? Promise.reject(refusal) : Promise.resolve()
    },
    letGo: (how) => log.push(how),
    tell: (state) => log.push(state),
  })
})

describe('a hold', () => {
  it('talks until shortly after the release', async () => {
    await key.down('window')
    await clock.advance(1000)
    key.up('window')
    await clock.advance(GRACE_MS - 1)
    expect(log).toEqual(['held', 'press'])
    await clock.advance(1)
    expect(log).toEqual(['held', 'press', 'silent', 'release'])
  })

  it('ends after the time limit if its release is lost', async () => {
    await key.down('hotkey')
    await clock.advance(MAX_HOLD_MS)
    expect(log).toEqual(['held', 'press', 'silent', 'release'])
  })

  it('ends if its own window closes, not if another does', async () => {
    await key.down('hotkey')
    key.lose('window')
    key.up('window')
    expect(key.state).toBe('held')
    key.lose('hotkey')
    expect(log).toEqual(['held', 'press', 'silent', 'release'])
  })

  it('is cancelled by Escape', async () => {
    await key.down('window')
    key.cancel()
    expect(log).toEqual(['held', 'press', 'silent', 'discard_turn'])
  })
})

describe('events that arrive late', () => {
  /** The source's clock: unrelated to the program's. */
  const origin = 1_796_000_000_000

  it.each([
    ['both events', 600, 600],
    ['the key-up only', 0, 600],
    ['the key-down only', 600, 500],
  ])('keeps a tap of 100 ms a tap: %s', async (_what, downLate, upLate) => {
    await clock.advance(downLate)
    await key.down('window', origin)
    await clock.advance(100 + upLate - downLate)
    key.up('window', origin + 100)
    expect(key.state).toBe('latched')
    await clock.advance(1000)
    expect(log).toEqual(['held', 'press', 'latched'])
  })

  it('counts as a hold if its late events are far apart, and ends at once', async () => {
    await clock.advance(3000)
    await key.down('hotkey', origin)
    key.up('hotkey', origin + 1000)
    await clock.advance(GRACE_MS)
    expect(log).toEqual(['held', 'press', 'silent', 'release'])
  })

  it('judges each press by the times of its own events', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ lengthMs: fc.nat(1000), downLateMs: fc.nat(900), upLateMs: fc.nat(900) })),
        async (presses) => {
          const origins = { window: 5e12, hotkey: 77 }
          for (const [index, { lengthMs, downLateMs, upLateMs }] of presses.entries()) {
            const source = index % 2 === 0 ? 'window' : 'hotkey'
            const begunAt = clock.now() + origins[source]
            await clock.advance(downLateMs)
            await key.down(source, begunAt)
            await clock.advance(Math.max(0, lengthMs + upLateMs - downLateMs))
            key.up(source, begunAt + lengthMs)
            expect(key.state).toBe(lengthMs < TAP_MS ? 'latched' : 'held')
            key.end()
            await clock.advance(1000)
            expect(key.state).toBe('silent')
          }
        },
      ),
      { numRuns: 20 },
    )
  })

  it('uses the arrival if the timestamps restart at 0', async () => {
    await key.down('hotkey', 2 ** 32 - 50)
    await clock.advance(400)
    key.up('hotkey', 350)
    await clock.advance(GRACE_MS)
    expect(log.at(-1)).toBe('release')
  })
})

describe('a tap', () => {
  it('latches until a tap of any source', async () => {
    await key.down('window')
    await clock.advance(TAP_MS - 1)
    key.up('window')
    await clock.advance(1000)
    await key.down('hotkey')
    key.up('hotkey')
    expect(log).toEqual(['held', 'press', 'latched', 'silent', 'release'])
    expect(key.state).toBe('silent')
  })

  it('is assumed for sources that report only presses', async () => {
    behaviour = 'hold'
    await key.tap('hotkey')
    expect(key.state).toBe('latched')
    await clock.advance(1000)
    await key.tap('hotkey')
    expect(log).toEqual(['held', 'press', 'latched', 'silent', 'release'])
  })
})

it('ends a turn whose microphone is lost, latched or held', async () => {
  await key.tap('hotkey')
  key.end()
  expect(log).toEqual(['held', 'press', 'latched', 'silent', 'release'])
  key.end()
  expect(log).toHaveLength(5)
})

describe('a turn without a session', () => {
  it('ends if no session can be opened', async () => {
    refusal = new Failure('endpoint.no_key', { server: 'OpenAI' })
    await expect(key.down('window')).rejects.toBe(refusal)
    expect(log).toEqual(['held', 'press', 'silent'])
  })

  it('ends if the session opens in another mode', async () => {
    await key.tap('window')
    key.follow({ phase: 'connecting' })
    key.follow({ ...ready, mode: 'server_vad' })
    expect(log).toEqual(['held', 'press', 'latched', 'silent'])
  })

  it.each<[string, SessionState]>([
    ['the session is over', { phase: 'closed', error: null }],
    ['turns are taken in another way', { ...ready, mode: 'server_vad' }],
  ])('is over when %s', async (_why, after) => {
    key.follow(ready)
    await key.down('window')
    key.follow(after)
    expect(log).toEqual(['held', 'press', 'silent'])
  })
})
