import { existsSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ReadySession, SessionState } from '../../../shared/session/state'
import { trayStateOf, trayStates } from './tray-state'

const ready = (change: Partial<ReadySession> = {}): SessionState => ({
  phase: 'ready',
  mode: 'ptt',
  activity: 'waiting',
  sending: false,
  muted: false,
  microphoneOpen: true,
  ...change,
})
const error = { code: 'network.lost', message: 'Lost.', hint: '', displayable: true }

describe('trayStateOf', () => {
  it.each<[SessionState, string]>([
    [{ phase: 'idle' }, 'off'],
    [{ phase: 'connecting' }, 'off'],
    [{ phase: 'closing' }, 'off'],
    [{ phase: 'closed', error: null }, 'off'],
    [{ phase: 'closed', error }, 'trouble'],
    [ready(), 'ready'],
    [ready({ activity: 'thinking' }), 'ready'],
    [ready({ activity: 'listening' }), 'listening'],
    [ready({ activity: 'speaking' }), 'speaking'],
    [ready({ activity: 'speaking', sending: true }), 'listening'],
  ])('%j is %s', (state, expected) => {
    expect(trayStateOf(state)).toBe(expected)
  })

  it.each(trayStates)('has a picture for %s', (state) => {
    const icons = path.join(import.meta.dirname, '../../../../resources/icons')
    expect(existsSync(path.join(icons, `tray-${state}.png`))).toBe(true)
    expect(existsSync(path.join(icons, `tray-${state}@2x.png`))).toBe(true)
  })
})
