import { describe, expect, it } from 'vitest'
import type { ReadySession, SessionState } from '../../../shared/session/state'
import { pillIsWanted, type PillSituation } from './pill-is-wanted'

const ready = (change: Partial<ReadySession> = {}): SessionState => ({
  phase: 'ready',
  mode: 'ptt',
  activity: 'waiting',
  sending: false,
  muted: false,
  microphoneOpen: true,
  ...change,
})
const situation = (change: Partial<PillSituation> = {}): PillSituation => ({
  session: { phase: 'idle' },
  talk: 'silent',
  mode: 'ptt',
  mainWindowShown: false,
  enabled: true,
  ...change,
})
const error = { code: 'network.lost', message: 'Lost.', hint: '', displayable: true }

describe('pillIsWanted', () => {
  it.each<[string, Partial<PillSituation>, boolean]>([
    ['nothing goes on', {}, false],
    ['the talk key is down before there is a session', { talk: 'held' }, true],
    ['the talk key is latched while a session opens', { talk: 'latched', session: { phase: 'connecting' } }, true],
    ['a push-to-talk session only waits', { session: ready() }, false],
    ['an answer is thought of', { session: ready({ activity: 'thinking' }) }, true],
    ['an answer is spoken', { session: ready({ activity: 'speaking' }) }, true],
    ['a push-to-talk session opens without a turn', { session: { phase: 'connecting' } }, false],
    ['a hands-free session opens', { session: { phase: 'connecting' }, mode: 'server_vad' }, true],
    ['a hands-free session waits', { session: ready({ mode: 'server_vad' }) }, true],
    ['a semantic session is muted', { session: ready({ mode: 'semantic_vad', muted: true }) }, true],
    ['the next session will be another', { session: ready({ mode: 'server_vad' }), mode: 'ptt' }, true],
    ['a typed turn is answered', { session: ready({ mode: 'text', activity: 'speaking' }) }, false],
    ['a session ends', { session: { phase: 'closing' }, mode: 'server_vad' }, false],
    ['a session has failed', { session: { phase: 'closed', error }, mode: 'server_vad' }, false],
  ])('%s', (_name, change, wanted) => {
    expect(pillIsWanted(situation(change))).toBe(wanted)
    expect(pillIsWanted(situation({ ...change, mainWindowShown: true }))).toBe(false)
    expect(pillIsWanted(situation({ ...change, enabled: false }))).toBe(false)
  })
})
