import { type Fields, isFields } from './dialects/fields'
import type { WireEvent } from './wire'

/**
 * Servers other than OpenAI's say some things in shapes of their own. They are brought into the protocol's shape here,
 * before anything is checked; what is regular stays as it is.
 */
export function regular(event: WireEvent): WireEvent {
  if (event.type === 'error') return { ...event, error: errorIn(event) }
  if (event.type === 'response.done') return withUsage(event)
  if (event.type === 'response.output_item.added') return { ...event, item: begun(event.item) }
  if (event.type.startsWith(transcription)) return partialTranscript(event)
  if (event.type === 'conversation.item.added' || event.type === 'conversation.item.created')
    return { ...event, item: isEmptyItem(event.item) ? begun(event.item) : event.item }
  return event
}

/** An error may be an object, a text, or the event itself; its code a number or in its type; its message elsewhere. */
function errorIn(event: WireEvent): Fields {
  const { error, type: _type, event_id: _id, ...own } = event
  const told: Fields = isFields(error) ? error : typeof error === 'string' ? { message: error } : own
  const [code, type] = [textOf(told.code), textOf(told.type)]
  const message = textOf(told.message) ?? textOf(told.detail) ?? textOf(told.details) ?? textOf(told.reason)
  return { ...told, code, type, message: message ?? code ?? type ?? '' }
}

const textOf = (value: unknown): string | undefined => {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** xAI tells what a response used beside it, and leaves the response's own place for it empty. */
function withUsage(event: WireEvent): WireEvent {
  const { response = {}, usage } = event
  if (!isFields(response) || !isFields(usage)) return event
  const isOwn = isFields(response.usage) && Object.keys(response.usage).length > 0
  return isOwn ? event : { ...event, response: { ...response, usage } }
}

/** speaches gives a new item the status `incomplete`. */
const begun = (item: unknown): unknown =>
  isFields(item) && item.status === 'incomplete' ? { ...item, status: 'in_progress' } : item

const isEmptyItem = (item: unknown): boolean =>
  isFields(item) && Array.isArray(item.content) && item.content.length === 0

const transcription = 'conversation.item.input_audio_transcription.'

/**
 * A transcript so far, as a whole: xAI sends it as `updated`, or as one that is `completed` while it is in progress;
 * Qwen-Omni as `text` (settled) and `stash` (may change). All become `completed` with the status `in_progress`.
 */
function partialTranscript(event: WireEvent): WireEvent {
  const { text, stash, delta, transcript } = event
  const type = `${transcription}completed`
  if (event.type === `${transcription}updated`) return { ...event, type, transcript, status: 'in_progress' }
  const isCaption = typeof text === 'string' && typeof stash === 'string' && delta === undefined
  return isCaption ? { ...event, type, transcript: text + stash, status: 'in_progress' } : event
}
