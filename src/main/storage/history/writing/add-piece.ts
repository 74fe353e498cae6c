import type { Item } from '../../../../shared/conversation/item'

/** A message with more text at the end of a part; as it was where there is no such part. */
export function withText(item: Item, index: number, text: string): Item {
  const part = item.kind === 'message' ? item.parts[index] : undefined
  if (item.kind !== 'message' || !part) return item
  return { ...item, parts: item.parts.with(index, { ...part, text: part.text + text }) }
}

/** A function call with more of its arguments; as it was where it is none. */
export const withArguments = (item: Item, text: string): Item =>
  item.kind === 'function_call' ? { ...item, arguments: item.arguments + text } : item
