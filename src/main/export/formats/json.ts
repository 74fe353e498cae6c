import type { Transcript } from '../../../shared/conversation/transcript'
import { itemDocument, responseDocument, transcriptHead } from './json-document'
import { jsonText } from './json-text'
import { joined, type Pieces, whole } from './pieces'

/**
 * JSON, without loss: `parseTranscript` gives back the same transcript, and that is written as the same bytes again.
 * docs/transcript-format.md describes it.
 */
export function* jsonPieces(transcript: Transcript): Generator<string> {
  yield jsonText(transcriptHead(transcript), 2).slice(0, -'\n}'.length)
  yield* list('responses', transcript.responses, responseDocument)
  yield* list('items', transcript.items, itemDocument)
  yield '\n}\n'
}

export const formatJson = whole(jsonPieces)

/** A list as the last field so far, laid out as `JSON.stringify` would. */
function* list<T>(name: string, values: readonly T[], documentOf: (value: T) => object): Pieces {
  yield `,\n  "${name}": [`
  yield* joined(lines(values, documentOf), ',')
  yield values.length === 0 ? ']' : '\n  ]'
}

function* lines<T>(values: readonly T[], documentOf: (value: T) => object): Pieces {
  for (const value of values) yield `\n${jsonText(documentOf(value), 2)}`.replace(/\n/g, '\n    ')
}
