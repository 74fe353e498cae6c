import { describe, expect, it } from 'vitest'
import { dialects } from './dialects'
import { knownServers, type ServerKind } from './servers/server-kinds'
import { customTraits } from './servers/server-traits'
import { defaultSettings, type SessionSettings, toSessionUpdate } from './session-config'

const update = (changed: Partial<SessionSettings>) => toSessionUpdate({ ...defaultSettings, ...changed }).session
const betaUpdate = (changed: Partial<SessionSettings>) =>
  dialects.beta.clientEventFromGa({ ...toSessionUpdate({ ...defaultSettings, ...changed }) }).session

const { instructions } = defaultSettings
const head = { type: 'realtime', instructions, output_modalities: ['audio'] }

/** Everything that a user can set. */
const everything = {
  voice: 'Ara',
  mode: 'semantic_vad',
  serverVad: { threshold: 0.7, prefixPaddingMs: 200, silenceDurationMs: 800 },
  transcription: { model: 'whisper-1', language: 'de', vocabulary: 'Parley' },
  speed: 1.2,
  reasoningEffort: 'low',
  noiseReduction: 'near_field',
  maxAnswerTokens: 500,
} as const satisfies Partial<SessionSettings>

const limited = { type: 'server_vad', threshold: 0.7, silence_duration_ms: 800 }
const whole = { ...limited, prefix_padding_ms: 200, create_response: true, interrupt_response: true }
const model = { model: 'whisper-1' }
const voice = { output: { voice: 'Ara' } }

const openAi = {
  ...head,
  reasoning: { effort: 'low' },
  max_output_tokens: 500,
  audio: {
    input: {
      turn_detection: { type: 'semantic_vad', eagerness: 'auto', create_response: true, interrupt_response: true },
      transcription: { model: 'whisper-1', language: 'de', prompt: 'Parley' },
      noise_reduction: { type: 'near_field' },
    },
    output: { voice: 'Ara', speed: 1.2 },
  },
}
const semantic = openAi.audio.input.turn_detection
const { transcription } = openAi.audio.input
const custom = { ...head, audio: { input: { turn_detection: semantic, transcription }, ...voice } }
const strict = { ...head, audio: { input: { turn_detection: limited, transcription: model }, ...voice } }
const padded = { ...head, audio: { input: { turn_detection: whole, transcription: model }, ...voice } }

describe('toSessionUpdate', () => {
  it.each<[ServerKind, object]>([
    ['demo', openAi],
    ['openai', openAi],
    ['azure', openAi],
    ['azure_voice_live', custom],
    ['custom', custom],
    ['localai', strict],
    ['hugging_face', strict],
    ['vllm_omni', padded],
    ['qwen_omni', padded],
    [
      'speaches',
      {
        ...strict,
        audio: { input: { turn_detection: limited, transcription: { ...model, language: 'de' } }, ...voice },
      },
    ],
    [
      'inworld',
      {
        ...head,
        max_output_tokens: 500,
        audio: {
          input: { turn_detection: semantic, transcription: model },
          output: { voice: 'Ara', speed: 1.2 },
        },
      },
    ],
    ['xai', { ...head, turn_detection: limited, voice: 'Ara', audio: { input: { transcription: model } } }],
  ])('sends %s only what it knows', (kind, session) => {
    expect(update({ ...everything, server: knownServers[kind].traits })).toEqual(session)
  })

  it.each<[ServerKind, object | null]>([
    ['openai', null],
    ['custom', null],
    ['localai', null],
    ['speaches', { type: 'server_vad', threshold: 0.5, silence_duration_ms: 500 }],
  ])('leaves the end of turns to the talk key at %s, if it can', (kind, turn_detection) => {
    for (const mode of ['ptt', 'text'] as const) {
      const { serverVad } = everything // counts for hands-free turns only
      expect(update({ mode, serverVad, server: knownServers[kind].traits })).toMatchObject({
        audio: { input: { turn_detection } },
      })
    }
  })

  it('turns xAI’s detection off at the top of the session', () => {
    expect(update({ mode: 'ptt', server: knownServers.xai.traits })).toMatchObject({ turn_detection: null })
  })

  it.each<[ServerKind, object]>([
    ['openai', { voice: 'marin', speed: 1 }],
    ['custom', {}],
    ['speaches', {}],
  ])('uses the own voice of %s when the user names none', (kind, output) => {
    const { audio } = update({ voice: '', server: knownServers[kind].traits }) as { audio: { output?: object } }
    expect(audio.output ?? {}).toEqual(output)
  })

  it('names a custom voice by its identifier', () => {
    expect(update({ voice: 'voice_1234' })).toMatchObject({ audio: { output: { voice: { id: 'voice_1234' } } } })
  })

  it('takes back what was set, where there is a way to say so', () => {
    expect(update({ transcription: null })).toMatchObject({
      max_output_tokens: 'inf',
      audio: { input: { transcription: null, noise_reduction: null }, output: { speed: 1 } },
    })
    expect(update({})).not.toHaveProperty('reasoning')
  })

  it.each([
    ['gpt-realtime-2.1', true],
    ['gpt-realtime-2', true],
    ['gpt-realtime-2-2026-10-01', true],
    ['gpt-realtime-1.5', false],
    ['gpt-realtime-2025-08-28', false],
    ['my-deployment', true],
  ])('sends %s a reasoning effort: %s', (name, expected) => {
    expect('reasoning' in update({ model: name, reasoningEffort: 'high' })).toBe(expected)
  })

  it('asks for written answers to written turns', () => {
    expect(update({ mode: 'text' })).toMatchObject({ output_modalities: ['text'] })
    expect(betaUpdate({ mode: 'text' })).toMatchObject({ modalities: ['text'] })
  })

  it('is flat in the beta, without empty groups', () => {
    expect(betaUpdate({ ...everything, voice: '', server: { ...customTraits, settings: [] } })).toEqual({
      instructions,
      modalities: ['text', 'audio'],
      input_audio_transcription: model,
      turn_detection: { type: 'semantic_vad', eagerness: 'auto' },
    })
  })
})
