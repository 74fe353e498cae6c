import type { ContentPart, Item } from '../../../../shared/conversation/item'

/** Whether an item is still being said, or what was said in it still being written down. */
export const isGrowing = (item: Item): boolean =>
  item.status === 'in_progress' || (item.kind === 'message' && item.parts.some(isPending))

/** An item that will not grow any more, since the program that kept it has ended. */
export function settled(item: Item): Item {
  const status = item.status === 'in_progress' ? 'incomplete' : item.status
  return item.kind === 'message' ? { ...item, status, parts: item.parts.map(settledPart) } : { ...item, status }
}

const isPending = (part: ContentPart): boolean => part.transcript === 'pending'

const settledPart = (part: ContentPart): ContentPart => (isPending(part) ? { ...part, transcript: 'failed' } : part)
