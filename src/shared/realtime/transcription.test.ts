import { describe, expect, it } from 'vitest'
import { knownServers } from './servers/server-kinds'
import { customTraits, openAiTraits } from './servers/server-traits'
import { transcriptionOf, wireTranscription } from './transcription'

const none = { language: null, vocabulary: '' }

describe('transcriptionOf', () => {
  it('uses the server’s usual model, or none where there is none', () => {
    expect(transcriptionOf(null, openAiTraits, none)).toEqual({ model: 'gpt-realtime-whisper' })
    expect(transcriptionOf(null, customTraits, { language: 'de', vocabulary: 'Parley' })).toBeNull()
  })

  it('uses the model that the user names, at any server', () => {
    expect(transcriptionOf('whisper-1', openAiTraits, none)).toEqual({ model: 'whisper-1' })
    expect(transcriptionOf('whisper-1', customTraits, none)).toEqual({ model: 'whisper-1' })
  })

  it('transcribes nothing when it is off', () => {
    expect(transcriptionOf('off', openAiTraits, { language: 'de', vocabulary: 'Parley' })).toBeNull()
  })

  it('carries the language and the vocabulary, without the spaces around it', () => {
    const hints = { language: 'de', vocabulary: ' Parley, Vue ' }
    const transcription = { model: 'whisper-1', language: 'de', vocabulary: 'Parley, Vue' }
    expect(transcriptionOf('whisper-1', openAiTraits, hints)).toEqual(transcription)
  })

  it('uses a model that takes a vocabulary, where there is one and the usual model takes none', () => {
    const hints = { language: null, vocabulary: 'Parley' }
    expect(transcriptionOf(null, openAiTraits, hints)).toMatchObject({ model: 'gpt-live-transcribe' })
    expect(transcriptionOf('gpt-realtime-whisper', openAiTraits, hints)).toMatchObject({
      model: 'gpt-realtime-whisper',
    })
  })
})

describe('wireTranscription', () => {
  const words = { language: 'de', vocabulary: 'Parley, Vue;\nxAI' }

  it.each([
    ['whisper-1', { prompt: words.vocabulary }],
    ['gpt-4o-transcribe', { prompt: words.vocabulary }],
    ['gpt-live-transcribe', { keywords: ['Parley', 'Vue', 'xAI'] }],
    ['gpt-transcribe', { keywords: ['Parley', 'Vue', 'xAI'] }],
    ['gpt-realtime-whisper', {}],
  ])('hands the vocabulary to %s as it takes it', (model, vocabulary) => {
    expect(wireTranscription({ model, ...words }, openAiTraits)).toEqual({ model, language: 'de', ...vocabulary })
  })

  it('leaves out what the server does not know', () => {
    const transcription = { model: 'whisper', ...words }
    expect(wireTranscription(transcription, knownServers.speaches.traits)).toEqual({ model: 'whisper', language: 'de' })
    expect(wireTranscription(transcription, knownServers.xai.traits)).toEqual({ model: 'whisper' })
  })

  it('turns transcription off only where it may be on', () => {
    expect(wireTranscription(null, openAiTraits)).toBeNull()
    expect(wireTranscription(null, customTraits)).toBeUndefined()
  })
})
