import type { Transcript } from '../../../shared/conversation/transcript'
import { transcriptDocument } from './json-schema'

/**
 * JSON, without loss: `parseTranscript` gives back the same transcript. docs/transcript-format.md describes it.
 * Control characters that JSON would leave as they are, and a terminal would obey, are written as escapes.
 */
export function formatJson(transcript: Transcript): string {
  const text = JSON.stringify(transcriptDocument(transcript), null, 2)
  return `${text.replace(/[\u007F-\u009F\u2028\u2029]/g, escapeCharacter)}\n`
}

const escapeCharacter = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
