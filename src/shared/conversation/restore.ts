import { msToSamples } from '../audio-format'
import type { Draft, DraftPart } from './draft'
import type { ContentPart, Item } from './item'

/**
 * The draft of an item that was kept. What it holds is whole: pieces that a server sends under the same name are of
 * something else.
 */
export function draftOf(item: Item): Draft {
  const status = item.status === 'in_progress' ? 'incomplete' : item.status
  switch (item.kind) {
    case 'message':
      return { ...item, status, parts: item.parts.map(draftPartOf) }
    case 'function_call':
      return { ...item, status, final: true, seen: null }
    default:
      return { ...item, status }
  }
}

const draftPartOf = (part: ContentPart): DraftPart => ({
  ...part,
  transcript: part.transcript === 'pending' ? 'failed' : part.transcript,
  samples: msToSamples(part.audioMs),
  final: true,
  sealed: true,
  seen: null,
  toldAt: null,
})
