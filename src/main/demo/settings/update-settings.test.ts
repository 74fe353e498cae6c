import { describe, expect, it } from 'vitest'
import { initialSettings } from './session-settings'
import { type UpdateContext, updateSettings } from './update-settings'

const session = { id: 'sess_1', model: 'gpt-realtime-2.1', expiresAtMs: 5_000, rate: 24_000 }
const ga = initialSettings('ga', session)
const context = { dialect: 'ga', hasSpoken: false, rates: [24_000] } as const

function update(patch: object, changed: Partial<UpdateContext> = {}) {
  const given = { ...context, ...changed }
  const updated = updateSettings(initialSettings(given.dialect, session), { type: 'realtime', ...patch }, given)
  return updated.ok ? updated.value : [updated.error.code, updated.error.param]
}

describe('updateSettings', () => {
  it('changes what is given, and nothing else', () => {
    expect(update({ instructions: 'Be brief.', audio: { input: { transcription: { model: 'whisper-1' } } } })).toEqual({
      ...ga,
      instructions: 'Be brief.',
      audio: { ...ga.audio, input: { ...ga.audio.input, transcription: { model: 'whisper-1' } } },
    })
  })

  it('fills what a turn detection leaves out with the defaults of its dialect', () => {
    const turn_detection = { type: 'server_vad', threshold: 0.7 }
    expect(update({ audio: { input: { turn_detection } } })).toMatchObject({
      audio: { input: { turn_detection: { ...turn_detection, prefix_padding_ms: 300, silence_duration_ms: 500 } } },
    })
    expect(update({ audio: { input: { turn_detection } } }, { dialect: 'beta' })).toMatchObject({
      audio: { input: { turn_detection: { silence_duration_ms: 200 } } },
    })
  })

  it('keeps the rest of a turn detection of the same type, and starts anew with another', () => {
    const first = updateSettings(
      ga,
      { type: 'realtime', audio: { input: { turn_detection: { type: 'server_vad', threshold: 0.9 } } } },
      context,
    )
    if (!first.ok) throw new Error(first.error.message)
    const patch = (turn_detection: object) => ({ type: 'realtime', audio: { input: { turn_detection } } })
    const same = updateSettings(first.value, patch({ type: 'server_vad', silence_duration_ms: 700 }), context)
    expect(same).toMatchObject({
      value: { audio: { input: { turn_detection: { threshold: 0.9, silence_duration_ms: 700 } } } },
    })
    const other = updateSettings(first.value, patch({ type: 'semantic_vad', eagerness: 'low' }), context)
    expect(other.ok && other.value.audio.input.turn_detection).toEqual({
      type: 'semantic_vad',
      eagerness: 'low',
      create_response: true,
      interrupt_response: true,
    })
  })

  it('switches turn detection and transcription off with null', () => {
    expect(update({ audio: { input: { turn_detection: null, transcription: null } } })).toMatchObject({
      audio: { input: { turn_detection: null, transcription: null } },
    })
  })

  it.each([
    [{ colour: 'red' }, 'unknown_parameter', 'session.colour'],
    [{ audio: { input: { gain: 2 } } }, 'unknown_parameter', 'session.audio.input.gain'],
    [{ temperature: 0.8 }, 'unknown_parameter', 'session.temperature'],
    [{ type: undefined }, 'missing_required_parameter', 'session.type'],
    [{ type: 'transcription' }, 'invalid_value', 'session.type'],
    [{ model: 'another' }, 'invalid_value', 'session.model'],
    [{ instructions: 7 }, 'invalid_type', 'session.instructions'],
    [{ output_modalities: ['text', 'audio'] }, 'invalid_value', 'session.output_modalities'],
    [{ output_modalities: ['smell'] }, 'invalid_value', 'session.output_modalities[0]'],
    [{ audio: { output: { voice: 'donald' } } }, 'invalid_value', 'session.audio.output.voice'],
    [{ audio: { input: { format: { type: 'audio/pcmu' } } } }, 'invalid_value', 'session.audio.input.format.type'],
    [
      { audio: { input: { format: { type: 'audio/pcm', rate: 16000 } } } },
      'invalid_value',
      'session.audio.input.format.rate',
    ],
    [
      { audio: { input: { turn_detection: {} } } },
      'missing_required_parameter',
      'session.audio.input.turn_detection.type',
    ],
    [
      { audio: { input: { turn_detection: { type: 'server_vad', threshold: 2 } } } },
      'invalid_value',
      'session.audio.input.turn_detection.threshold',
    ],
    [{ tools: [{ type: 'function' }] }, 'missing_required_parameter', 'session.tools[0].name'],
  ])('refuses %j as %s', (patch, code, param) => {
    expect(update(patch)).toEqual([code, param])
  })

  it('takes another rate where the server has one, for each direction by itself', () => {
    const rates = [24_000, 16_000]
    const format = { type: 'audio/pcm', rate: 16_000 }
    expect(update({ audio: { input: { format } } }, { rates })).toMatchObject({
      audio: { input: { format }, output: { format: { rate: 24_000 } } },
    })
    expect(update({ audio: { output: { format } } }, { rates })).toMatchObject({ audio: { output: { format } } })
    // The beta has no name for a rate: by `pcm16` it means whichever the server has.
    expect(update({ audio: { input: { format } } }, { rates, dialect: 'beta' })).toMatchObject({
      audio: { input: { format: { rate: 24_000 } } },
    })
  })

  it('takes the same model again, and a temperature in the beta', () => {
    expect(update({ model: 'gpt-realtime-2.1' })).toEqual(ga)
    expect(update({ temperature: 0.7 }, { dialect: 'beta' })).toMatchObject({ temperature: 0.7 })
  })

  it('keeps the voice once it was heard', () => {
    const spoken = { hasSpoken: true }
    expect(update({ audio: { output: { voice: 'cedar' } } }, spoken)).toEqual([
      'cannot_update_voice',
      'session.audio.output.voice',
    ])
    expect(update({ audio: { output: { voice: 'marin' } } }, spoken)).toEqual(ga)
    expect(update({ audio: { output: { voice: 'cedar' } } })).toMatchObject({ audio: { output: { voice: 'cedar' } } })
  })
})
