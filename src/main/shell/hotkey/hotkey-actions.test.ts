import { describe, expect, it } from 'vitest'
import type { TurnMode } from '../../../shared/realtime/turn-mode'
import type { ReadySession, SessionState } from '../../../shared/session/state'
import { hotkeyActions } from './hotkey-actions'

const ready = (some: Partial<ReadySession>): SessionState => ({
  phase: 'ready',
  mode: 'ptt',
  activity: 'waiting',
  sending: false,
  muted: false,
  microphoneOpen: true,
  ...some,
})

function setUp(mode: TurnMode, state: SessionState = { phase: 'idle' }, work = () => Promise.resolve()) {
  const done: string[] = []
  const stamps: (number | undefined)[] = []
  const did = (what: string) => () => void done.push(what)
  const doing = (what: string) => () => {
    done.push(what)
    return work()
  }
  const listener = hotkeyActions(
    {
      state,
      settings: { mode },
      talkKey: {
        down: (_source, stamp) => {
          stamps.push(stamp)
          return doing('talk')()
        },
        up: (_source, stamp) => {
          stamps.push(stamp)
          done.push('let go')
        },
        tap: doing('tap'),
        lose: did('lose'),
      },
      start: doing('start'),
      interrupt: did('interrupt'),
      mute: (muted) => done.push(muted ? 'mute' : 'unmute'),
    },
    { showWindow: did('window'), showTrouble: (thrown) => done.push(`trouble: ${String(thrown)}`) },
  )
  return { listener, done, stamps }
}

describe('the hotkey', () => {
  it('is the talk key in push-to-talk', () => {
    const { listener, done, stamps } = setUp('ptt')
    listener.down(1000)
    listener.up(1100)
    listener.press()
    listener.lose()
    expect(done).toEqual(['talk', 'let go', 'tap', 'lose'])
    expect(stamps).toEqual([1000, 1100])
  })

  it.each<[string, TurnMode, SessionState, string[]]>([
    ['begins a session', 'server_vad', { phase: 'idle' }, ['start']],
    ['begins another session', 'semantic_vad', { phase: 'closed', error: null }, ['start']],
    ['waits for the session', 'server_vad', { phase: 'connecting' }, []],
    ['mutes', 'server_vad', ready({ mode: 'server_vad', activity: 'listening' }), ['mute']],
    ['unmutes', 'server_vad', ready({ mode: 'server_vad', muted: true }), ['unmute']],
    ['interrupts', 'server_vad', ready({ mode: 'server_vad', activity: 'speaking' }), ['interrupt']],
    [
      'interrupts before the first word',
      'server_vad',
      ready({ mode: 'server_vad', activity: 'thinking' }),
      ['interrupt'],
    ],
    ['shows the window', 'text', { phase: 'idle' }, ['window']],
    ['goes by the open session', 'ptt', ready({ mode: 'text' }), ['window']],
  ])('%s in %s', (_what, mode, state, expected) => {
    for (const how of ['down', 'press'] as const) {
      const { listener, done } = setUp(mode, state)
      listener[how](0)
      expect(done).toEqual(expected)
    }
  })

  it.each(['ptt', 'server_vad'] as const)('shows why nothing came of it (%s)', async (mode) => {
    const { listener, done } = setUp(mode, { phase: 'idle' }, () => Promise.reject(new Error('no key')))
    listener.down(0)
    await new Promise(setImmediate)
    expect(done.at(-1)).toBe('trouble: Error: no key')
  })
})
