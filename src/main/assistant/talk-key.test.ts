import { beforeEach, describe, expect, it } from 'vitest'
import { ManualClock } from '../../../test/support/manual-clock'
import { Failure } from '../../shared/ipc/result'
import type { ReadySession, SessionState } from '../../shared/session/state'
import type { TalkBehaviour } from '../../shared/settings'
import { graceMs, longestMs, tapMs } from './press-logic'
import { TalkKey } from './talk-key'

const ready: ReadySession = {
  ...{ phase: 'ready', mode: 'ptt', activity: 'waiting', muted: false, microphoneOpen: true, sending: false },
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
  it('talks until a moment after it is let go of', async () => {
    await key.down('window')
    await clock.advance(1000)
    key.up('window')
    await clock.advance(graceMs - 1)
    expect(log).toEqual(['held', 'press'])
    await clock.advance(1)
    expect(log).toEqual(['held', 'press', 'silent', 'release'])
  })

  it('whose end never comes ends after the longest time', async () => {
    await key.down('hotkey')
    await clock.advance(longestMs)
    expect(log).toEqual(['held', 'press', 'silent', 'release'])
  })

  it('ends when its window is gone, and goes on when another one is', async () => {
    await key.down('hotkey')
    key.lose('window')
    key.up('window')
    expect(key.state).toBe('held')
    key.lose('hotkey')
    expect(log).toEqual(['held', 'press', 'silent', 'release'])
  })

  it('is thrown away by Escape', async () => {
    await key.down('window')
    key.cancel()
    expect(log).toEqual(['held', 'press', 'silent', 'discard_turn'])
  })
})

describe('a tap', () => {
  it('latches, and another source can end the turn', async () => {
    await key.down('window')
    await clock.advance(tapMs - 1)
    key.up('window')
    await clock.advance(1000)
    await key.down('hotkey')
    key.up('hotkey')
    expect(log).toEqual(['held', 'press', 'latched', 'silent', 'release'])
    expect(key.state).toBe('silent')
  })

  it('is one however the key behaves, where only taps are known', async () => {
    behaviour = 'hold'
    await key.tap('hotkey')
    expect(key.state).toBe('latched')
    await clock.advance(1000)
    await key.tap('hotkey')
    expect(log).toEqual(['held', 'press', 'latched', 'silent', 'release'])
  })
})

it('ends a turn that nothing more can be heard of, latched or held', async () => {
  await key.tap('hotkey')
  key.end()
  expect(log).toEqual(['held', 'press', 'latched', 'silent', 'release'])
  key.end()
  expect(log).toHaveLength(5)
})

describe('a turn that can not be said', () => {
  it('is over when there is no session to be had', async () => {
    refusal = new Failure('endpoint.no_key', 'There is no key.')
    await expect(key.down('window')).rejects.toBe(refusal)
    expect(log).toEqual(['held', 'press', 'silent'])
  })

  it('is over when the session opens in another way of taking turns', async () => {
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
