import { afterEach, describe, expect, it } from 'vitest'
import { type AssistantRig, assistantRig } from '../../../../test/support/assistant-rig'
import { fastClock } from '../../../../test/support/fast-clock'
import { msToSamples } from '../../../shared/audio-format'
import type { TurnMode } from '../../../shared/realtime/turn-mode'
import { defaultUserSettings } from '../../../shared/settings'
import type { ReadySession } from '../../../shared/session/state'
import { SilenceWatch } from './silence-watch'

const ready = (mode: TurnMode, change: Partial<ReadySession> = {}): ReadySession => ({
  phase: 'ready',
  mode,
  activity: 'waiting',
  sending: mode !== 'ptt',
  muted: false,
  microphoneOpen: true,
  ...change,
})
const talking = ready('ptt', { sending: true, activity: 'listening' })
const notTalking = ready('ptt')

/** A microphone under watch: `hears` gives it so many milliseconds, in frames of 10 ms, of an even amplitude. */
function watched() {
  const told: boolean[] = []
  const watch = new SilenceWatch((silent) => told.push(silent))
  const hears = (ms: number, amplitude = 0): void => {
    for (let at = 0; at < ms; at += 10) watch.heard(new Int16Array(msToSamples(10)).fill(amplitude))
  }
  return { watch, told, hears }
}

/** As amplitudes of 33 and 32: a little above and a little below -60 dB of full scale. */
const quietSound = 33
const asGoodAsSilence = 32

describe('a turn by the talk key', () => {
  it('is reported once after two seconds of silence', () => {
    const { watch, told, hears } = watched()
    watch.follow(talking)
    hears(1_990)
    expect(told).toEqual([])
    hears(10, asGoodAsSilence)
    expect(told).toEqual([true])
    expect(watch.silent).toBe(true)
    hears(20_000)
    expect(told).toEqual([true])
  })

  it('counts the silence of the turn alone', () => {
    const { watch, told, hears } = watched()
    watch.follow(notTalking)
    hears(60_000)
    watch.follow(talking)
    hears(1_990)
    expect(told).toEqual([])
  })

  it('counts as heard at the first sound, and may then pause for ten seconds', () => {
    const { watch, told, hears } = watched()
    watch.follow(talking)
    hears(2_000)
    hears(10, quietSound)
    expect(told).toEqual([true, false])
    hears(9_990)
    expect(told).toEqual([true, false])
    hears(10)
    expect(told).toEqual([true, false, true])
  })

  it('keeps the report after its end, until a sound or another turn', () => {
    const { watch, told, hears } = watched()
    watch.follow(talking)
    hears(2_000)
    watch.follow(notTalking)
    hears(20_000)
    expect(told).toEqual([true])
    watch.follow(talking)
    expect(told).toEqual([true, false])
    hears(2_000)
    watch.follow(notTalking)
    hears(10, quietSound)
    expect(told).toEqual([true, false, true, false])
  })

  it('has two seconds again after an earlier turn', () => {
    const { watch, told, hears } = watched()
    watch.follow(talking)
    hears(10, quietSound)
    watch.follow(notTalking)
    watch.follow(talking)
    hears(2_000)
    expect(told).toEqual([true])
  })
})

describe.each(['server_vad', 'semantic_vad'] as const)('hands-free (%s)', (mode) => {
  it('reports ten seconds of silence', () => {
    const { watch, told, hears } = watched()
    watch.follow(ready(mode))
    hears(9_990)
    watch.follow(ready(mode, { activity: 'listening' }))
    expect(told).toEqual([])
    hears(10)
    expect(told).toEqual([true])
    hears(10, quietSound)
    expect(told).toEqual([true, false])
  })

  it('expects no speech during an answer and ten seconds after it', () => {
    const { watch, told, hears } = watched()
    watch.follow(ready(mode))
    hears(9_990)
    watch.follow(ready(mode, { activity: 'thinking' }))
    watch.follow(ready(mode, { activity: 'speaking' }))
    hears(60_000)
    watch.follow(ready(mode))
    hears(9_990)
    expect(told).toEqual([])
    hears(10)
    watch.follow(ready(mode, { activity: 'speaking' }))
    expect(told).toEqual([true])
  })

  it('expects no speech while muted', () => {
    const { watch, told, hears } = watched()
    const muted = ready(mode, { muted: true, sending: false })
    watch.follow(muted)
    hears(60_000)
    expect(told).toEqual([])
    watch.follow(ready(mode))
    hears(10_000)
    watch.follow(muted)
    expect(told).toEqual([true, false])
  })
})

describe('what was told', () => {
  it.each([
    ['the session closes', { phase: 'closed', error: null }],
    ['the microphone is gone', { ...notTalking, microphoneOpen: false }],
  ] as const)('is over when %s', (_when, state) => {
    const { watch, told, hears } = watched()
    watch.follow(talking)
    hears(2_000)
    watch.follow(state)
    expect(told).toEqual([true, false])
    hears(60_000)
    expect(told).toEqual([true, false])
  })
})

describe('the assistant', () => {
  const rigs: AssistantRig[] = []
  afterEach(async () => {
    await Promise.all(rigs.splice(0).map((rig) => rig.close()))
  })

  it('reports a silent microphone, and withdraws the report when another is chosen', async () => {
    const rig = assistantRig({ clock: fastClock(4) }, { settings: { ...defaultUserSettings, mode: 'ptt' } })
    rigs.push(rig)
    await rig.assistant.talkKey.tap('window')
    await rig.until(() => rig.events('audio.silence').length > 0)
    expect(rig.events('audio.silence')).toEqual([{ silent: true }])
    expect((await rig.assistant.snapshot()).silent).toBe(true)
    await rig.assistant.changeSettings({ audio: { ...defaultUserSettings.audio, volume: 0.5 } })
    expect(rig.events('audio.silence')).toHaveLength(1)
    await rig.assistant.changeSettings({ audio: { ...defaultUserSettings.audio, microphone: 'another' } })
    expect(rig.events('audio.silence').at(-1)).toEqual({ silent: false })
    expect((await rig.assistant.snapshot()).silent).toBe(false)
  })
})
