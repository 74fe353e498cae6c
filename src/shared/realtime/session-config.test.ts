import { describe, expect, it } from 'vitest'
import { dialects } from './dialects'
import { defaultSettings, toSessionUpdate, type TurnMode } from './session-config'

const gaSession = (mode: TurnMode) => toSessionUpdate({ ...defaultSettings, mode }).session
const betaSession = (mode: TurnMode) =>
  dialects.beta.clientEventFromGa({ ...toSessionUpdate({ ...defaultSettings, mode }) }).session

describe('toSessionUpdate', () => {
  it('turns the server’s turn detection off for push-to-talk, and says so', () => {
    expect(gaSession('ptt')).toMatchObject({ type: 'realtime', audio: { input: { turn_detection: null } } })
    expect(betaSession('ptt')).toMatchObject({ turn_detection: null })
  })

  it('sets voice detection by energy, and lets the server interrupt', () => {
    expect(gaSession('server_vad')).toMatchObject({
      output_modalities: ['audio'],
      audio: {
        input: {
          turn_detection: {
            type: 'server_vad',
            threshold: 0.5,
            prefix_padding_ms: 300,
            silence_duration_ms: 500,
            create_response: true,
            interrupt_response: true,
          },
        },
      },
    })
  })

  it('sets voice detection by meaning', () => {
    expect(gaSession('semantic_vad')).toMatchObject({
      audio: { input: { turn_detection: { type: 'semantic_vad', eagerness: 'auto' } } },
    })
  })

  it('asks for written answers to written turns', () => {
    expect(gaSession('text')).toMatchObject({ output_modalities: ['text'] })
    expect(betaSession('text')).toMatchObject({ modalities: ['text'] })
  })

  it('is flat in the beta', () => {
    expect(betaSession('server_vad')).toEqual({
      instructions: defaultSettings.instructions,
      modalities: ['text', 'audio'],
      voice: 'marin',
      input_audio_transcription: { model: 'gpt-4o-mini-transcribe' },
      turn_detection: {
        type: 'server_vad',
        threshold: 0.5,
        prefix_padding_ms: 300,
        silence_duration_ms: 500,
        create_response: true,
        interrupt_response: true,
      },
    })
  })

  it('leaves transcription out when nobody wants it', () => {
    const { session } = toSessionUpdate({ ...defaultSettings, transcription: null })
    expect(session).toMatchObject({ audio: { input: expect.not.objectContaining({ transcription: {} }) as object } })
  })
})
