import { type Fields, isFields } from './fields'

/** Names of an assistant's content; a user's (`input_text`, `input_audio`) are the same in both dialects. */
const toGaType: ReadonlyMap<unknown, string> = new Map([
  ['text', 'output_text'],
  ['audio', 'output_audio'],
])
const toBetaType: ReadonlyMap<unknown, string> = new Map([
  ['output_text', 'text'],
  ['output_audio', 'audio'],
])

const renamePart = (names: ReadonlyMap<unknown, string>) => (part: unknown) =>
  isFields(part) && names.has(part.type) ? { ...part, type: names.get(part.type) } : part

/** A content part of an answer. */
export const partToGa = renamePart(toGaType)
export const partToBeta = renamePart(toBetaType)

const renameItem = (rename: (part: unknown) => unknown) => (item: unknown) =>
  isFields(item) && item.role === 'assistant' && Array.isArray(item.content)
    ? { ...item, content: item.content.map(rename) }
    : item

/** A conversation item: only an assistant's content has names of its own. */
export const itemToGa = renameItem(partToGa)
export const itemToBeta = renameItem(partToBeta)

/** Applies a translation to one field of an object, when the object has it. */
export const within = (fields: Fields, field: string, translate: (value: unknown) => unknown): Fields =>
  field in fields ? { ...fields, [field]: translate(fields[field]) } : fields
