import { z } from 'zod'
import type { DialectName } from '../../../shared/realtime/dialect'
import { check } from '../check'
import type { Conversation } from '../conversation/conversation'
import { readItem } from '../conversation/item-schema'
import type { Item } from '../conversation/items'
import { accepted, type Checked, invalidRequest, refused } from '../errors'
import type { NewId } from '../ids'
import type { SessionSettings } from '../settings/session-settings'
import {
  type ResponseOverrides,
  responseSchemas,
  type Tool,
  type ToolChoice,
  type Voice,
} from '../settings/settings-schema'

/** One response as it is to be made: the session's settings with what `response.create` said otherwise. */
export interface ResponseRequest {
  /** Whether it stays out of the conversation (`conversation: "none"`). */
  readonly outOfBand: boolean
  readonly modality: 'audio' | 'text'
  readonly instructions: string
  readonly tools: readonly Tool[]
  readonly toolChoice: ToolChoice
  readonly maxOutputTokens: number | 'inf'
  readonly voice: Voice
  readonly metadata: Readonly<Record<string, string>> | null
  /** What it answers; the conversation when it is left out. */
  readonly input: readonly Item[] | null
}

export interface RequestContext {
  readonly dialect: DialectName
  readonly settings: SessionSettings
  readonly conversation: Conversation
  readonly newId: NewId
}

/** Reads what `response.create` carries (undefined: nothing) over the session's settings. */
export function resolveRequest(overrides: unknown, context: RequestContext): Checked<ResponseRequest> {
  const { settings, dialect } = context
  const checked = check<ResponseOverrides>(responseSchemas[dialect], overrides ?? {}, 'response')
  if (!checked.ok) return checked
  const given = checked.value
  const input = given.input ? readInput(given.input, context) : accepted(null)
  if (!input.ok) return input
  const modalities = given.output_modalities ?? settings.output_modalities
  return accepted({
    outOfBand: given.conversation === 'none',
    modality: modalities.includes('audio') ? 'audio' : 'text',
    instructions: given.instructions ?? settings.instructions,
    tools: given.tools ?? settings.tools,
    toolChoice: given.tool_choice ?? settings.tool_choice,
    maxOutputTokens: given.max_output_tokens ?? settings.max_output_tokens,
    voice: given.audio?.output?.voice ?? settings.audio.output.voice,
    metadata: given.metadata ?? null,
    input: input.value,
  })
}

const reference = z.strictObject({ type: z.literal('item_reference'), id: z.string() })

function readInput(input: readonly unknown[], { conversation, newId }: RequestContext): Checked<readonly Item[]> {
  const items: Item[] = []
  for (const [index, value] of input.entries()) {
    const path = `response.input[${index}]`
    const referred = reference.safeParse(value)
    const item = referred.success ? conversation.get(referred.data.id) : undefined
    if (referred.success && !item) {
      const message = `Item with id '${referred.data.id}' not found in the conversation.`
      return refused(invalidRequest('invalid_value', message, `${path}.id`))
    }
    const read = item ? accepted(item) : readItem(value, newId, path)
    if (!read.ok) return read
    items.push(read.value)
  }
  return accepted(items)
}
