import { samplesToMs } from '../audio-format'
import type { WireContentPart, WireItem } from '../realtime/wire'
import { type Draft, type DraftCall, type DraftMessage, type DraftPart, newCall, newMessage, newPart } from './draft'
import type { ItemId, ItemStatus, MessageItem, PartKind } from './item'

/** How wire items become drafts, and how a later telling of the same item is folded into the draft that is there. */

const roles: ReadonlySet<string> = new Set(['user', 'assistant', 'system'])

const isRole = (role: string | undefined): role is MessageItem['role'] => role !== undefined && roles.has(role)

function partKind({ type, transcript }: WireContentPart): PartKind | undefined {
  if (type === undefined) return transcript ? 'audio' : undefined
  if (type.includes('image')) return 'image'
  return type.includes('audio') ? 'audio' : 'text'
}

/** The part at an index, made when it is the first that is heard of it; its kind is open until it holds something. */
export function partAt(message: DraftMessage, index: number, kind: PartKind): DraftPart {
  while (message.parts.length <= index) message.parts.push(newPart(kind))
  const part = message.parts[index] ?? newPart(kind)
  if (part.text === '' && part.samples === 0) part.kind = kind
  return part
}

/**
 * Takes over a part's whole text. The first whole text holds: a server that truncates also deletes its transcript, and
 * what was said must not be lost by that. Empty text says nothing.
 * @returns whether the text changed
 */
export function settleText(part: DraftPart, text: string | null | undefined): boolean {
  if (text == null || text === '' || part.final) return false
  const changed = part.text !== text
  part.text = text
  part.final = true
  // Pieces of text that are repeated are late now, but pieces of sound that are repeated must not count twice.
  if (part.samples === 0) part.seen = null
  return changed
}

/** Moves an item's status forward; a finished item never goes back. */
export function settleStatus(draft: Draft, status: string | null | undefined): boolean {
  if (draft.kind === 'notice' || draft.status !== 'in_progress') return false
  if (status !== 'completed' && status !== 'incomplete') return false
  draft.status = status
  if (draft.kind === 'message') draft.parts.forEach(measureSound)
  return true
}

/**
 * Notes how long the sound is that has come so far; in between it grows unseen, since nobody needs every step.
 * @returns whether it has grown
 */
export function measureSound(part: DraftPart): boolean {
  const before = part.audioMs
  part.audioMs = Math.max(before, samplesToMs(part.samples))
  return part.audioMs !== before
}

/** Folds a content part; `settled` says that its text is whole. Answers whether anything that shows has changed. */
export function foldPart(message: DraftMessage, index: number, wire: WireContentPart, settled: boolean): boolean {
  const before = message.parts[index]?.kind
  const part = partAt(message, index, partKind(wire) ?? before ?? 'text')
  const changed = settled && settleText(part, wire.text || wire.transcript)
  const transcribed = message.role === 'user' && part.kind === 'audio' && part.final && part.transcript !== 'done'
  if (transcribed) part.transcript = 'done'
  return changed || transcribed || part.kind !== before
}

/** Makes a draft of the kind that a wire item is. */
export function draftFor(id: ItemId, wire: WireItem, at: number | null): Draft {
  switch (wire.type) {
    case 'message':
    case undefined:
    case '':
      return newMessage(id, isRole(wire.role) ? wire.role : 'assistant', at)
    case 'function_call':
    case 'mcp_call':
      return newCall(id, at)
    case 'function_call_output':
      return { kind: 'function_output', id, at, status: 'completed', callId: '', output: '' }
    default:
      return { kind: 'other', id, at, status: 'in_progress', type: wire.type }
  }
}

/** Whether a draft is only taken for an answer and holds nothing yet, so that it may turn out to be something else. */
export function isBlank(draft: Draft): boolean {
  if (draft.kind !== 'message' || draft.role !== 'assistant') return false
  return draft.parts.every((part) => part.text === '' && part.samples === 0)
}

/** Whether a draft may turn out to be of another kind: it is of none that is known, or holds nothing yet. */
export const mayBeAnother = (draft: Draft): boolean => draft.kind === 'other' || isBlank(draft)

/** Folds a whole wire item into its draft; answers whether anything that shows has changed. */
export function foldItem(draft: Draft, wire: WireItem): boolean {
  const changed = foldContent(draft, wire)
  return settleStatus(draft, wire.status) || changed
}

function foldContent(draft: Draft, wire: WireItem): boolean {
  switch (draft.kind) {
    case 'message':
      return foldMessage(draft, wire)
    case 'function_call':
      return foldCall(draft, wire)
    case 'function_output': {
      const before = `${draft.callId}\0${draft.output}`
      draft.callId = wire.call_id ?? draft.callId
      draft.output = asText(wire.output) ?? draft.output
      return before !== `${draft.callId}\0${draft.output}`
    }
    default:
      return false
  }
}

/** A result should be a string; some servers send the value itself, and a broken one may nest it without end. */
function asText(output: unknown): string | undefined {
  if (typeof output === 'string' || output == null) return output ?? undefined
  try {
    return JSON.stringify(output)
  } catch {
    return undefined // nested too deeply for JSON
  }
}

function foldMessage(message: DraftMessage, wire: WireItem): boolean {
  let changed = false
  if (isRole(wire.role) && wire.role !== message.role) {
    message.role = wire.role
    changed = true
  }
  // An answer that is still being given may be told with half its text; what a user said is whole from the start.
  const settled = message.role !== 'assistant' || wire.status === 'completed' || wire.status === 'incomplete'
  for (const [index, part] of (wire.content ?? []).entries()) {
    if (foldPart(message, index, part, settled)) changed = true
  }
  return changed
}

function foldCall(call: DraftCall, wire: WireItem): boolean {
  const before = `${call.name}\0${call.callId}`
  if (wire.name) call.name = wire.server_label ? `${wire.server_label}.${wire.name}` : wire.name
  if (wire.call_id) call.callId = wire.call_id
  else if (wire.type === 'mcp_call') call.callId = call.id
  const named = before !== `${call.name}\0${call.callId}`
  // As with text, a call that is still being made may be told with half its arguments.
  const settled = wire.status !== 'in_progress' && settleArguments(call, wire.arguments)
  return settled || named
}

/** Takes over a call's whole arguments, as {@link settleText} does for text. */
export function settleArguments(call: DraftCall, text: string | null | undefined): boolean {
  if (text == null || text === '' || call.final) return false
  const changed = call.arguments !== text
  call.arguments = text
  call.final = true
  call.seen = null
  return changed
}

/** Marks where an answer was cut: the smallest mark holds, since nothing can be unheard and then heard. */
export function markHeard(part: DraftPart, heardMs: number): boolean {
  const heard = Math.max(0, heardMs)
  if (part.heardMs !== null && part.heardMs <= heard) return false
  part.heardMs = heard
  measureSound(part)
  return true
}

/** The status of an item whose response has ended without saying so. */
export const statusAfter = (responseStatus: string | null | undefined): ItemStatus =>
  responseStatus === 'completed' || responseStatus == null ? 'completed' : 'incomplete'
