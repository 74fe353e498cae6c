import { heardText } from '../../../shared/conversation/heard'
import type { ContentPart, Item } from '../../../shared/conversation/item'
import type { ResponseRecord, Transcript } from '../../../shared/conversation/transcript'
import type { Usage } from '../../../shared/usage/usage'
import { TRANSCRIPT_FORMAT, TRANSCRIPT_VERSION } from './json-schema'

/**
 * The objects that are written, field by field: however an object came to be, its fields are written in the same order,
 * and nothing gets into a file that the format doesn't know.
 */

/** All but the lists, which can be long. */
export const transcriptHead = ({ id, title, startedAt, model, endpoint, usage }: Transcript): object => ({
  format: TRANSCRIPT_FORMAT,
  version: TRANSCRIPT_VERSION,
  id,
  title,
  startedAt,
  model,
  endpoint,
  usage: usageDocument(usage),
})

export const responseDocument = ({ id, at, dollars, usage }: ResponseRecord): object => ({
  id,
  at,
  dollars,
  usage: usageDocument(usage),
})

export function itemDocument(item: Item): object {
  const { kind, id, at, status } = item
  const base = { kind, id, at, status }
  switch (item.kind) {
    case 'message':
      return { ...base, role: item.role, responseId: item.responseId, parts: item.parts.map(partDocument) }
    case 'function_call':
      return { ...base, name: item.name, callId: item.callId, arguments: item.arguments }
    case 'function_output':
      return { ...base, callId: item.callId, output: item.output }
    case 'notice':
      return { ...base, level: item.level, code: item.code, text: item.text, values: item.values }
    case 'other':
      return { ...base, type: item.type }
  }
}

/** Where an answer was cut follows from the times, but not every reader can be asked to know how. */
function partDocument(part: ContentPart): object {
  const { kind, text, audioMs, heardMs, transcript } = part
  return { kind, text, audioMs, heardMs, transcript, ...(heardMs === null ? {} : heardText(part)) }
}

const usageDocument = (usage: Usage): Usage => ({
  total: usage.total,
  input: usage.input,
  output: usage.output,
  inputText: usage.inputText,
  inputAudio: usage.inputAudio,
  inputImage: usage.inputImage,
  cachedText: usage.cachedText,
  cachedAudio: usage.cachedAudio,
  cachedImage: usage.cachedImage,
  outputText: usage.outputText,
  outputAudio: usage.outputAudio,
})
