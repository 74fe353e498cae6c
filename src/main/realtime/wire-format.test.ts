import { describe, expect, it } from 'vitest'
import { pcm, type StatedFormat, statedFormats } from './wire-format'

const known = { input: 16_000, output: 24_000 }
const stated = (session: unknown) => statedFormats({ type: 'session.created', session }, known)
const input = (format: unknown): StatedFormat | undefined => stated({ audio: { input: { format } } }).input

describe('what a server says of its formats', () => {
  it('stands in the session, in the names of either dialect', () => {
    const format = { type: 'audio/pcm', rate: 16_000 }
    expect(stated({ audio: { output: { format } } })).toEqual({ input: undefined, output: pcm(16_000) })
    expect(stated({ input_audio_format: 'g711_ulaw', output_audio_format: 'g711_alaw' })).toEqual({
      input: { encoding: 'pcmu', rate: 8_000 },
      output: { encoding: 'pcma', rate: 8_000 },
    })
  })

  it('leaves the rate open where the name has none: then it is the one that is known', () => {
    expect(stated({ input_audio_format: 'pcm16', output_audio_format: 'pcm16' })).toEqual({
      input: pcm(16_000),
      output: pcm(24_000),
    })
    expect(input({ type: 'audio/pcm' })).toEqual(pcm(16_000))
    expect(input({ type: 'audio/pcm', rate: null })).toEqual(pcm(16_000))
  })

  it('means rates by the names that Qwen-Omni has for PCM', () => {
    const usual = { input: 24_000, output: 24_000 }
    const session = { input_audio_format: 'pcm16', output_audio_format: 'pcm24' }
    expect(statedFormats({ type: 'session.created', session }, usual)).toEqual({
      input: pcm(16_000),
      output: pcm(24_000),
    })
    expect(stated({ output_audio_format: 'pcm24' }).output).toEqual(pcm(24_000))
  })

  it.each([8_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000])('may be PCM at %i Hz', (rate) => {
    expect(input({ type: 'audio/pcm', rate })).toEqual(pcm(rate))
  })

  it.each([0, -24_000, 24, 11_025, 24_000.5, 96_000, Infinity, NaN])('is unknown at %d Hz', (rate) => {
    expect(input({ type: 'audio/pcm', rate })).toMatchObject({ encoding: 'unknown' })
  })

  it.each(['opus', 'audio/opus', 'mp3', 'constructor', '__proto__'])('is unknown as %s, by its name', (name) => {
    expect(input({ type: name })).toEqual({ encoding: 'unknown', name })
    expect(stated({ input_audio_format: name }).input).toEqual({ encoding: 'unknown', name })
  })

  it('has a name that fits a sentence', () => {
    expect(input({ type: 'x'.repeat(5_000) })).toEqual({ encoding: 'unknown', name: 'x'.repeat(40) })
  })

  it.each([undefined, null, 7, 'pcm16', [], {}, { audio: 'loud' }, { audio: { input: [], output: 3 } }])(
    'is nothing in %j',
    (session) => expect(stated(session)).toEqual({ input: undefined, output: undefined }),
  )

  it.each([undefined, null, '', 24_000, [], {}, { rate: 16_000 }, { type: 7 }])('is nothing as %j', (format) =>
    expect(input(format)).toBeUndefined(),
  )
})
