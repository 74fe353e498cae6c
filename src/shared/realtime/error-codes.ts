import type { WireError } from './wire'

/** Codes of errors that only say that a race was lost; the conversation goes on and the user need not know. */
const benignCodes: ReadonlySet<string> = new Set([
  'response_cancel_not_active',
  'conversation_already_has_active_response',
  'input_audio_buffer_commit_empty',
  // Deleted here, and of another session, or deleted there already.
  'item_delete_invalid_item_id',
])

/** Codes after which trying again can't help until the user has changed something. */
const finalCodes = [
  'invalid_api_key',
  'insufficient_quota',
  'account_deactivated',
  'billing_hard_limit_reached',
  'beta_api_shape_disabled',
] as const

/** What an error is known by: some servers name it in its type. */
export const errorName = ({ code, type }: Pick<WireError, 'code' | 'type'>): string | undefined =>
  (code || type) ?? undefined

export const isBenignError = (code: string | null | undefined): boolean => benignCodes.has(code ?? '')
export const isFinalError = (code: string | null | undefined): code is (typeof finalCodes)[number] =>
  finalCodes.some((final) => final === code)
