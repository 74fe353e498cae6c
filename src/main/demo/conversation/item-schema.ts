import { z } from 'zod'
import { bytesToSamples } from '../../audio/pcm'
import { decodeBase64 } from '../audio/base64'
import { check } from '../check'
import { accepted, type Checked, invalidRequest, refused } from '../errors'
import type { NewId } from '../ids'
import type { ContentPart, Item } from './items'

/** OpenAI's limit on an id that the client chooses. */
const id = z.string().min(1).max(32)

const base = {
  id: id.optional(),
  object: z.literal('realtime.item').optional(),
  status: z.enum(['completed', 'incomplete', 'in_progress']).optional(),
}
const inputText = z.strictObject({ type: z.literal('input_text'), text: z.string() })
const inputAudio = z.strictObject({
  type: z.literal('input_audio'),
  audio: z.string().nullish(),
  transcript: z.string().nullish(),
})
const inputImage = z.strictObject({
  type: z.literal('input_image'),
  image_url: z.string(),
  detail: z.enum(['auto', 'low', 'high']).optional(),
})
const outputText = z.strictObject({ type: z.literal('output_text'), text: z.string() })
const outputAudio = z.strictObject({
  type: z.literal('output_audio'),
  audio: z.string().nullish(),
  transcript: z.string().nullish(),
})

const message = { ...base, type: z.literal('message') }
const userMessage = z.strictObject({
  ...message,
  role: z.literal('user'),
  content: z.array(z.discriminatedUnion('type', [inputText, inputAudio, inputImage])),
})
const systemMessage = z.strictObject({ ...message, role: z.literal('system'), content: z.array(inputText) })
const assistantMessage = z.strictObject({
  ...message,
  role: z.literal('assistant'),
  content: z.array(z.discriminatedUnion('type', [outputText, outputAudio])),
})
const functionCall = z.strictObject({
  ...base,
  type: z.literal('function_call'),
  name: z.string(),
  call_id: id.optional(),
  arguments: z.string(),
})
const functionOutput = z.strictObject({
  ...base,
  type: z.literal('function_call_output'),
  call_id: z.string(),
  output: z.string(),
})

const messages = z.discriminatedUnion('role', [userMessage, systemMessage, assistantMessage])
const itemSchema = z.discriminatedUnion('type', [messages, functionCall, functionOutput])
type GivenItem = z.infer<typeof itemSchema>
type GivenPart = z.infer<typeof messages>['content'][number]

/**
 * Reads an item that a client made, in GA names.
 * @param path where it sits in the event, for the error
 */
export function readItem(value: unknown, newId: NewId, path = 'item'): Checked<Item> {
  const checked = check<GivenItem>(itemSchema, value, path)
  if (!checked.ok) return checked
  const { object: _object, id: givenId, ...given } = checked.value
  const common = { id: givenId ?? newId('item'), status: 'completed' as const }
  switch (given.type) {
    case 'function_call':
      return accepted({ ...given, ...common, call_id: given.call_id ?? newId('call') })
    case 'function_call_output':
      return accepted({ ...given, ...common })
    case 'message': {
      const content: ContentPart[] = []
      for (const [index, part] of given.content.entries()) {
        const read = readPart(part, `${path}.content[${index}]`)
        if (!read.ok) return read
        content.push(read.value)
      }
      return accepted({ type: 'message', role: given.role, ...common, content })
    }
  }
}

function readPart(part: GivenPart, path: string): Checked<ContentPart> {
  switch (part.type) {
    case 'input_text':
    case 'output_text':
      return accepted(part)
    case 'input_image':
      return accepted({ ...part, detail: part.detail ?? 'auto' })
    /** An assistant's sound can't be restored; a restored part has its transcript alone. */
    case 'output_audio':
      return accepted({ type: part.type, samples: new Int16Array(), transcript: part.transcript ?? null })
    case 'input_audio': {
      const bytes = decodeBase64(part.audio ?? '')
      if (!bytes)
        return refused(invalidRequest('invalid_value', `Invalid '${path}.audio': not base64.`, `${path}.audio`))
      return accepted({ type: part.type, samples: bytesToSamples(bytes), transcript: part.transcript ?? null })
    }
  }
}
