import type { Item } from '../../../../shared/conversation/item'
import { mendItem } from '../../database/mend-item'
import { fromJson } from '../file/encode'

/**
 * An item as it was stored. A flipped bit that no check of SQLite's sees may have changed its text: what is left of it is
 * made an item again, so that one bad letter hides no conversation. Null where nothing is left.
 */
export function storedItem(body: unknown): Item | null {
  const text = String(body)
  try {
    const value: unknown = fromJson(text)
    if (isItem(value)) return value
  } catch {
    // It is mended below.
  }
  const mended = mendItem(text)
  return mended === null ? null : (fromJson(mended) as Item)
}

/** Whether what everybody reads of an item is there. */
function isItem(value: unknown): value is Item {
  if (!isObject(value) || typeof value.id !== 'string' || typeof value.status !== 'string') return false
  switch (value.kind) {
    case 'message':
      return Array.isArray(value.parts) && value.parts.every((part) => isObject(part) && typeof part.text === 'string')
    case 'function_call':
      return typeof value.name === 'string' && typeof value.arguments === 'string'
    case 'function_output':
      return typeof value.output === 'string'
    case 'notice':
      return typeof value.text === 'string' && typeof value.code === 'string'
    default:
      return value.kind === 'other'
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null
