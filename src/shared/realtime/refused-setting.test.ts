import { describe, expect, it } from 'vitest'
import { withoutRefused } from './refused-setting'
import { defaultSettings } from './session-config'

const setting = (error: { param?: string; message?: string }) =>
  withoutRefused(defaultSettings, { message: '', ...error })?.setting

describe('the setting that an error is about', () => {
  it.each([
    ['session.audio.input.transcription.model', 'transcription'],
    ['session.audio.input.transcription.language', 'language'],
    ['session.input_audio_transcription', 'transcription'],
    ['session.turn_detection.prefix_padding_ms', 'prefix_padding'],
    ['session.audio.input.turn_detection', 'turn_detection'],
    ['session.audio.output.voice', 'voice'],
    ['session.audio.output.speed', 'speed'],
    ['session.input_audio_format', 'formats'],
    ['session.audio.input.format.rate', 'formats'],
    ['session.audio.input.noise_reduction', 'noise_reduction'],
    ['session.reasoning.effort', 'reasoning'],
    ['session.max_output_tokens', 'max_output_tokens'],
  ])('is named by its field: %s is %s', (param, name) => expect(setting({ param })).toBe(name))

  it.each([
    ['The model whisper-1 is not installed.', 'transcription'],
    ['turn_detection must not be null', 'turn_detection'],
    ['semantic_vad is not supported', 'turn_detection'],
    ['Voice “marin” does not exist.', 'voice'],
  ])('is named in its words: %s', (message, name) => expect(setting({ message })).toBe(name))

  it.each(['session.instructions', 'The request is malformed.'])('may be none that can be left out: %s', (message) =>
    expect(setting({ message })).toBeUndefined(),
  )

  it('is not left out twice', () => {
    const error = { message: '', param: 'session.audio.output.speed' }
    const without = withoutRefused(defaultSettings, error)
    expect(without?.settings.server.settings).not.toContain('speed')
    expect(without && withoutRefused(without.settings, error)).toBeNull()
  })

  it('is a way of hearing turns: another takes its place', () => {
    const error = { message: 'semantic_vad is unknown' }
    const without = withoutRefused({ ...defaultSettings, mode: 'semantic_vad' }, error)
    expect(without?.settings.server.detections).toEqual(['server_vad'])
    expect(without && withoutRefused({ ...without.settings, mode: 'server_vad' }, error)).toBeNull()
    expect(withoutRefused({ ...defaultSettings, mode: 'ptt' }, error)?.settings.server.manualTurns).toBe(false)
  })
})
