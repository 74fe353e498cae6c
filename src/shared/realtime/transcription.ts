import type { AudioTranscription } from 'openai/resources/realtime/realtime'
import type { ServerTraits } from './servers/server-traits'

/** How what the user says is transcribed. */
export interface Transcription {
  readonly model: string
  /** What the user speaks, as ISO 639-1 has it, such as `de`; the model finds out if it is left out. */
  readonly language?: string
  /** Names and terms to expect, as free text, separated by commas or lines. */
  readonly vocabulary?: string
}

/** What the user has set about transcription, besides the model. */
export interface TranscriptionHints {
  /** ISO 639-1; null where the model is to find out. */
  readonly language: string | null
  /** Empty for none. */
  readonly vocabulary: string
}

/** OpenAI refuses a session in which this model is given a vocabulary. */
const withoutVocabulary = 'gpt-realtime-whisper'
/** A model of OpenAI's that takes one. */
const withVocabulary = 'gpt-live-transcribe'

/**
 * How a session transcribes what the user says; null for not at all.
 * @param chosen null for the server's usual model, `off` for none, or a model's name
 */
export function transcriptionOf(
  chosen: string | null,
  server: ServerTraits,
  { language, vocabulary }: TranscriptionHints,
): Transcription | null {
  if (chosen === 'off') return null
  const words = vocabulary.trim()
  const usual = words !== '' && server.transcription === withoutVocabulary ? withVocabulary : server.transcription
  const model = chosen ?? usual
  if (model === null) return null
  return { model, ...(language !== null && { language }), ...(words !== '' && { vocabulary: words }) }
}

/**
 * The `transcription` of a `session.update`; undefined where there is nothing to send. Null turns off what a server with a
 * usual model may have turned on.
 */
export function wireTranscription(
  transcription: Transcription | null,
  server: ServerTraits,
): AudioTranscription | null | undefined {
  if (!transcription) return server.transcription === null ? undefined : null
  const { model, language, vocabulary } = transcription
  return {
    model,
    ...(language !== undefined && server.settings.includes('language') && { language }),
    ...(vocabulary !== undefined && server.settings.includes('vocabulary') && wireVocabulary(model, vocabulary)),
  }
}

/** Most models take a vocabulary as a prompt, newer ones of OpenAI's as a list, one not at all (types of `openai` 7). */
function wireVocabulary(model: string, vocabulary: string): Pick<AudioTranscription, 'prompt' | 'keywords'> {
  if (model === withoutVocabulary) return {}
  if (!/^gpt-(live-)?transcribe/.test(model)) return { prompt: vocabulary }
  const words = vocabulary.split(/[,;\n]/).map((word) => word.trim())
  return { keywords: words.filter((word) => word !== '') }
}
