import { describe, expect, it } from 'vitest'
import { type TurnMode, turnModes } from '../../../shared/realtime/turn-mode'
import type { Activity, ReadySession } from '../../../shared/session/state'
import { stateWords, tapSends } from './state-words'

const ready = (mode: TurnMode, activity: Activity, muted = false): ReadySession => ({
  phase: 'ready',
  mode,
  activity,
  muted,
  sending: false,
  microphoneOpen: true,
})

const wordsOf = (state: ReadySession) => stateWords({ state, mode: state.mode, talking: false, tapSends: false })

describe('stateWords', () => {
  it.each(turnModes)('tells the four states apart in %s, by word and by look', (mode) => {
    const activities: Activity[] = ['waiting', 'listening', 'thinking', 'speaking']
    const all = activities.map((activity) => wordsOf(ready(mode, activity)))
    expect(new Set(all.map(({ look }) => look)).size).toBe(4)
    expect(new Set(all.map(({ title }) => title)).size).toBe(4)
  })

  it('listens as soon as the key is down, before the session has told', () => {
    const words = stateWords({ state: ready('ptt', 'waiting'), mode: 'ptt', talking: true, tapSends: false })
    expect(words).toEqual({ look: 'listening', title: 'state.listening', hint: 'hint.pttHeld' })
  })

  it('says how to end the turn when letting go does not', () => {
    const words = stateWords({ state: ready('ptt', 'listening'), mode: 'ptt', talking: true, tapSends: true })
    expect(words.hint).toBe('hint.pttLatched')
  })

  it('does not claim to listen while the microphone is not open', () => {
    const state = { ...ready('ptt', 'listening'), microphoneOpen: false }
    const words = stateWords({ state, mode: 'ptt', talking: true, tapSends: false })
    expect(words).toEqual({ look: 'off', title: null, hint: 'hint.openingMicrophone' })
  })

  it('does not claim to listen while there is no session yet', () => {
    const words = stateWords({ state: { phase: 'connecting' }, mode: 'ptt', talking: true, tapSends: false })
    expect(words).toEqual({ look: 'off', title: null, hint: 'hint.connecting' })
  })

  it('says that it is muted, where the server takes the turns', () => {
    expect(wordsOf(ready('server_vad', 'waiting', true)).title).toBe('state.muted')
    expect(wordsOf(ready('ptt', 'waiting', true)).title).toBe('state.waiting')
  })
})

describe('tapSends', () => {
  it.each([
    ['a held key', false, 'auto', false],
    ['a latched key', true, 'auto', true],
    ['a key that is only ever held', false, 'hold', false],
    ['a key that latches when it is let go of', false, 'tap', true],
    ['a held key before the settings are known', false, undefined, false],
  ] as const)('knows of %s', (_, latched, behaviour, expected) => {
    expect(tapSends(latched, behaviour)).toBe(expected)
  })
})
