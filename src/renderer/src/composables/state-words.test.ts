import { describe, expect, it } from 'vitest'
import { type TurnMode, turnModes } from '../../../shared/realtime/session-config'
import type { Activity, ReadySession } from '../../../shared/session/state'
import { stateWords } from './state-words'

const ready = (mode: TurnMode, activity: Activity, muted = false): ReadySession => ({
  phase: 'ready',
  mode,
  activity,
  muted,
  sending: false,
  microphoneOpen: true,
})

const wordsOf = (state: ReadySession) => stateWords({ state, mode: state.mode, talking: false, latched: false })

describe('stateWords', () => {
  it.each(turnModes)('tells the four states apart in %s, by word and by look', (mode) => {
    const activities: Activity[] = ['waiting', 'listening', 'thinking', 'speaking']
    const all = activities.map((activity) => wordsOf(ready(mode, activity)))
    expect(new Set(all.map(({ look }) => look)).size).toBe(4)
    expect(new Set(all.map(({ title }) => title)).size).toBe(4)
  })

  it('listens as soon as the key is down, before the session has told', () => {
    const words = stateWords({ state: ready('ptt', 'waiting'), mode: 'ptt', talking: true, latched: false })
    expect(words).toEqual({ look: 'listening', title: 'state.listening', hint: 'hint.pttHeld' })
  })

  it('does not claim to listen while the microphone is not open', () => {
    const state = { ...ready('ptt', 'listening'), microphoneOpen: false }
    const words = stateWords({ state, mode: 'ptt', talking: true, latched: false })
    expect(words).toEqual({ look: 'off', title: null, hint: 'hint.openingMicrophone' })
  })

  it('does not claim to listen while there is no session yet', () => {
    const words = stateWords({ state: { phase: 'connecting' }, mode: 'ptt', talking: true, latched: false })
    expect(words).toEqual({ look: 'off', title: null, hint: 'hint.connecting' })
  })

  it('says that it is muted, where the server takes the turns', () => {
    expect(wordsOf(ready('server_vad', 'waiting', true)).title).toBe('state.muted')
    expect(wordsOf(ready('ptt', 'waiting', true)).title).toBe('state.waiting')
  })
})
