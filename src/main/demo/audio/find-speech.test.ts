import { describe, expect, it } from 'vitest'
import { hello, silence, tone } from '../../../../test/support/sounds'
import { msToSamples } from '../../../shared/audio-format'
import { concatSamples } from '../../audio/pcm'
import { findSpeech } from './find-speech'

describe('findSpeech', () => {
  it('leaves out the silence around speech but for a little room', () => {
    const speech = findSpeech(concatSamples([silence(1000), tone(500), silence(2000)]), 0.5)
    expect(speech?.spokenSamples).toBe(msToSamples(500))
    expect(speech?.samples.length).toBe(msToSamples(700))
  })

  it('does not touch the sound, pauses included', () => {
    const recording = concatSamples([silence(400), hello(), silence(300), hello(), silence(400)])
    const speech = findSpeech(recording, 0.5)?.samples ?? new Int16Array()
    expect(speech.length).toBeGreaterThan(2 * hello().length)
    const offset = speech.byteOffset / Int16Array.BYTES_PER_ELEMENT
    expect(speech).toEqual(recording.subarray(offset, offset + speech.length))
  })

  it('keeps within the recording when the speech fills it', () => {
    expect(findSpeech(tone(300), 0.5)?.samples.length).toBe(msToSamples(300))
  })

  it('finds nothing in silence, in noise, and in a click', () => {
    const click = concatSamples([silence(200), tone(30, 30_000), silence(200)])
    expect([silence(1000), tone(1000, 100), click, new Int16Array()].map((sound) => findSpeech(sound, 0.5))).toEqual([
      null,
      null,
      null,
      null,
    ])
  })
})
