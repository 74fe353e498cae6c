import { describe, expect, it } from 'vitest'
import type { ReadySession, SessionState } from '../../../shared/session/state'
import { pillStop } from './pill-stop'

const ready = (change: Partial<ReadySession> = {}): SessionState => ({
  phase: 'ready',
  mode: 'ptt',
  activity: 'waiting',
  sending: false,
  muted: false,
  microphoneOpen: true,
  ...change,
})

describe('pillStop', () => {
  it('throws away the turn that is being said, also before there is a session', () => {
    expect(pillStop({ state: ready({ activity: 'listening' }), mode: 'ptt', talking: true })).toBe('discard')
    expect(pillStop({ state: { phase: 'connecting' }, mode: 'ptt', talking: true })).toBe('discard')
  })

  it('stops the answer to a push-to-talk turn', () => {
    expect(pillStop({ state: ready({ activity: 'thinking' }), mode: 'ptt', talking: false })).toBe('interrupt')
    expect(pillStop({ state: ready({ activity: 'speaking' }), mode: 'ptt', talking: false })).toBe('interrupt')
  })

  it('ends a hands-free session, whatever goes on in it', () => {
    expect(pillStop({ state: { phase: 'connecting' }, mode: 'server_vad', talking: false })).toBe('end')
    expect(pillStop({ state: ready({ activity: 'speaking' }), mode: 'semantic_vad', talking: false })).toBe('end')
  })

  it('has nothing to do when nothing goes on', () => {
    expect(pillStop({ state: ready(), mode: 'ptt', talking: false })).toBeNull()
    expect(pillStop({ state: { phase: 'connecting' }, mode: 'ptt', talking: false })).toBeNull()
    expect(pillStop({ state: { phase: 'closed', error: null }, mode: 'server_vad', talking: false })).toBeNull()
  })
})
