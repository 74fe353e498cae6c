import { describe, expect, it } from 'vitest'
import { answer, cancelEcho, erle, interruptions, voice, voiceLoss } from '../../../../test/support/echo-rig'
import { echoIn, heardIn, placed } from '../../../../test/support/room'
import { concatSamples } from '../pcm'
import { SAMPLE_RATE } from '../../../shared/audio-format'

const SECONDS = 12
const CHANGE_AT = 6

const played = answer(SECONDS)

/** What the microphone hears when the echo is another one from a moment on. */
const changing = (before: Int16Array, after: Int16Array): Int16Array =>
  heardIn({}, concatSamples([before.subarray(0, CHANGE_AT * SAMPLE_RATE), after.subarray(CHANGE_AT * SAMPLE_RATE)]))

describe('when the way of the sound changes', () => {
  it.each([
    [60, 160],
    [160, 60],
  ])('from %i to %i ms, that is followed within three seconds', async (before, after) => {
    const microphone = changing(echoIn({ delayMs: before }, played), echoIn({ delayMs: after }, played))
    const cancelled = await cancelEcho(played, microphone)
    expect(erle(microphone, cancelled, CHANGE_AT + 0.5, CHANGE_AT + 3)).toBeGreaterThan(15)
    expect(erle(microphone, cancelled, CHANGE_AT + 3, SECONDS - 1)).toBeGreaterThan(35)
    expect(interruptions(cancelled)).toBeLessThanOrEqual(1)
  })

  it('because the microphone lost some sound, so is that', async () => {
    const microphone = heardIn({}, echoIn({ delayMs: 60 }, played))
    const cancelled = await cancelEcho(played, microphone, { lost: [6000, 6200] })
    expect(erle(microphone, cancelled, CHANGE_AT + 1, SECONDS - 1)).toBeGreaterThan(30)
    expect(interruptions(cancelled)).toBeLessThanOrEqual(1)
  })

  it('in volume, nobody is taken to speak', async () => {
    const microphone = changing(
      echoIn({ delayMs: 60, gainDb: -15 }, played),
      echoIn({ delayMs: 60, gainDb: -5 }, played),
    )
    const cancelled = await cancelEcho(played, microphone)
    expect(erle(microphone, cancelled, CHANGE_AT, SECONDS - 1)).toBeGreaterThan(28)
    expect(interruptions(cancelled)).toBe(0)
  })
})

describe('when the microphone is delivered sooner or later than before', () => {
  it.each([
    [0, 20],
    [20, 0],
  ])('%i and then %i ms late, the sound is where it was, whatever the clocks say', async (before, after) => {
    const sound = answer(11)
    const microphone = heardIn({}, echoIn({ delayMs: 55 }, sound))
    const captureLateMs = (nowMs: number): number => (nowMs < CHANGE_AT * 1000 ? before : after)
    const cancelled = await cancelEcho(sound, microphone, { captureLateMs })
    for (let second = CHANGE_AT; second < 10; second++)
      expect(erle(microphone, cancelled, second, second + 1)).toBeGreaterThan(40)
    expect(interruptions(cancelled)).toBe(0)
  })
})

describe('a speaker that is opened late', () => {
  it('is heard from then on', async () => {
    const late = concatSamples([new Int16Array(3 * SAMPLE_RATE), played.subarray(0, 6 * SAMPLE_RATE)])
    const microphone = heardIn({}, echoIn({ delayMs: 60 }, late))
    const cancelled = await cancelEcho(late, microphone, { speakerFromMs: 3000 })
    expect(erle(microphone, cancelled, 4.5, 8.5)).toBeGreaterThan(35)
    expect(interruptions(cancelled)).toBe(0)
  })
})

describe('after a long silence', () => {
  it('a voice is not touched while the suppressor begins anew', async () => {
    const seconds = 16
    const brief = concatSamples([answer(3), new Int16Array((seconds - 3) * SAMPLE_RATE)])
    const spokenAt = [11, 12.8]
    const microphone = heardIn({}, echoIn({ delayMs: 60 }, brief), placed(voice(), spokenAt, seconds))
    const cancelled = await cancelEcho(brief, microphone)
    for (const at of spokenAt) expect(voiceLoss(voice(), cancelled, at)).toBeLessThan(0.1)
  })
})

describe('clocks that drift apart by 200 millionths', () => {
  it('are followed for a minute and a half, through pauses too', async () => {
    const driftPpm = 200
    const seconds = 90
    const answersAt = [0, 30, 72]
    const spoken = placed(answer(18), answersAt, seconds)
    const microphone = heardIn({}, echoIn({ delayMs: 60, driftPpm }, spoken))
    const cancelled = await cancelEcho(spoken, microphone, { driftPpm })
    for (const at of answersAt) expect(erle(microphone, cancelled, at + 2, at + 17)).toBeGreaterThan(28)
    expect(interruptions(cancelled)).toBe(0)
  })
})
