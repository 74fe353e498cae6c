import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hello, silence, tone, utterance } from '../../../../test/support/sounds'
import { msToSamples, samplesToMs } from '../../../shared/audio-format'
import { concatSamples } from '../../audio/pcm'
import { type VadEvent, type VadSettings, VoiceActivityDetector } from './vad'

const settings: VadSettings = { threshold: 0.5, prefixPaddingMs: 300, silenceDurationMs: 500 }

function detect(sound: Int16Array, changes: Partial<VadSettings> = {}, pieces = [sound.length]): VadEvent[] {
  const detector = new VoiceActivityDetector({ ...settings, ...changes }, 0)
  let at = 0
  return pieces.flatMap((length) => detector.push(sound.subarray(at, (at += length))))
}

const inMs = (events: readonly VadEvent[]) =>
  events.map((event) => ({
    kind: event.kind,
    start: samplesToMs(event.startSample),
    ...('endSample' in event ? { end: samplesToMs(event.endSample) } : {}),
  }))

describe('VoiceActivityDetector', () => {
  it('places a turn: the prefix before its first sound, the silence after its last', () => {
    const sound = concatSamples([silence(1000), tone(600), silence(1000)])
    expect(inMs(detect(sound))).toEqual([
      { kind: 'speech_started', start: 700 },
      { kind: 'speech_stopped', start: 700, end: 2100 },
    ])
  })

  it('never starts a turn before the beginning of the audio', () => {
    const sound = concatSamples([silence(100), tone(400)])
    expect(inMs(detect(sound))).toEqual([{ kind: 'speech_started', start: 0 }])
  })

  it('never starts a turn before the end of the one before', () => {
    const sound = concatSamples([tone(400), silence(600), tone(400), silence(600)])
    const turns = inMs(detect(sound)).filter(({ kind }) => kind === 'speech_stopped')
    expect(turns).toEqual([
      { kind: 'speech_stopped', start: 0, end: 900 },
      { kind: 'speech_stopped', start: 900, end: 1900 },
    ])
  })

  it('hears a pause shorter than the silence as part of the turn', () => {
    const sound = concatSamples([tone(300), silence(400), tone(300), silence(600)])
    expect(inMs(detect(sound)).at(-1)).toEqual({ kind: 'speech_stopped', start: 0, end: 1500 })
  })

  it('ends a turn the sooner, the shorter the silence is set', () => {
    const sound = concatSamples([tone(300), silence(1000)])
    expect(inMs(detect(sound, { silenceDurationMs: 200 })).at(-1)).toMatchObject({ end: 500 })
  })

  it('is not woken by a click, by noise below the threshold, or by a constant offset', () => {
    const click = concatSamples([silence(100), tone(20, 30_000), silence(500)])
    const noise = tone(1000, 150)
    const offset = new Int16Array(msToSamples(1000)).fill(4000)
    expect([click, noise, offset].map((sound) => detect(sound))).toEqual([[], [], []])
  })

  it('needs louder speech for a higher threshold', () => {
    const soft = tone(400, 800)
    expect(detect(soft, { threshold: 0.5 })).toHaveLength(1)
    expect(detect(soft, { threshold: 1 })).toHaveLength(0)
  })

  it('finds one turn in a spoken sentence', () => {
    expect(inMs(detect(utterance()))).toMatchObject([
      { kind: 'speech_started', start: 200 },
      { kind: 'speech_stopped', start: 200 },
    ])
  })

  it('reports once that nobody spoke, and not when somebody does', () => {
    const quiet = new VoiceActivityDetector(settings, 0)
    quiet.expectSpeech(msToSamples(200), msToSamples(700))
    expect(inMs(quiet.push(silence(600)))).toEqual([])
    expect(inMs(quiet.push(silence(2000)))).toEqual([{ kind: 'idle', start: 200, end: 700 }])
    const answered = new VoiceActivityDetector(settings, 0)
    answered.expectSpeech(msToSamples(200), msToSamples(700))
    const heard = answered.push(concatSamples([silence(400), tone(1000), silence(1000)]))
    expect(heard.map(({ kind }) => kind)).toEqual(['speech_started', 'speech_stopped'])
  })

  const segments = fc.array(fc.record({ ms: fc.integer({ min: 1, max: 900 }), loud: fc.boolean() }), {
    minLength: 1,
    maxLength: 8,
  })
  const render = (parts: readonly { ms: number; loud: boolean }[]): Int16Array =>
    concatSamples(parts.map(({ ms, loud }) => (loud ? tone(ms) : silence(ms))))

  it('finds the same turns however the audio is cut', () => {
    fc.assert(
      fc.property(segments, fc.array(fc.integer({ min: 1, max: 5000 }), { maxLength: 30 }), (parts, cuts) => {
        const sound = render(parts)
        expect(detect(sound, {}, [...cuts, sound.length])).toEqual(detect(sound))
      }),
      { numRuns: 60 },
    )
  })

  it('finds turns that alternate, lie in the audio, and do not overlap', () => {
    const changes = fc.record({
      prefixPaddingMs: fc.integer({ min: 0, max: 1000 }),
      silenceDurationMs: fc.integer({ min: 0, max: 1000 }),
    })
    fc.assert(
      fc.property(segments, changes, (parts, change) => {
        const sound = render(parts)
        let floor = 0
        detect(sound, change).forEach((event, index) => {
          expect(event.kind).toBe(index % 2 === 0 ? 'speech_started' : 'speech_stopped')
          expect(event.startSample).toBeGreaterThanOrEqual(floor)
          if (event.kind !== 'speech_stopped') return
          expect(event.endSample).toBeGreaterThan(event.startSample)
          expect(event.endSample).toBeLessThanOrEqual(sound.length)
          floor = event.endSample
        })
      }),
      { numRuns: 60 },
    )
  })

  it('keeps every loud stretch that is long enough within a turn', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 100, max: 2000 }), (before, length) => {
        const sound = concatSamples([silence(before), tone(length), silence(1000)])
        const [turn] = detect(sound).filter((event) => event.kind === 'speech_stopped')
        expect(turn?.startSample).toBeLessThanOrEqual(msToSamples(before))
        expect(turn?.endSample).toBeGreaterThanOrEqual(msToSamples(before + length))
      }),
      { numRuns: 40 },
    )
  })

  it('counts from where it was switched on', () => {
    const detector = new VoiceActivityDetector(settings, msToSamples(5000))
    const events = detector.push(concatSamples([silence(100), hello(), silence(1000)]))
    expect(inMs(events)[0]).toEqual({ kind: 'speech_started', start: 5000 })
  })
})
