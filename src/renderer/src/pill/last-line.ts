import { heardText } from '../../../shared/conversation/heard'
import type { Item, ItemId, MessageItem } from '../../../shared/conversation/item'

/** The last line of a conversation, short enough for a caption. */
export type LastLine =
  | { readonly who: 'user' | 'assistant'; readonly text: string }
  /** Said, but not written down yet, or never. */
  | { readonly who: 'user'; readonly text: null; readonly pending: boolean }
  | { readonly who: 'notice'; readonly code: string; readonly text: string; readonly values?: Values }

type Values = Readonly<Record<string, string | number>>

/** As many characters as a caption has room for, and more: its end is what is seen. */
const MAX_CHARACTERS = 240

/** What was said last, by whom, or what went wrong since; null where there is no such thing. */
export function lastLine(order: readonly ItemId[], items: ReadonlyMap<ItemId, Item>): LastLine | null {
  for (let at = order.length - 1; at >= 0; at -= 1) {
    const item = items.get(order[at] ?? '')
    const line = item ? lineOf(item) : null
    if (line) return line
  }
  return null
}

function lineOf(item: Item): LastLine | null {
  if (item.kind === 'notice' && item.level !== 'info') {
    const { code, text, values } = item
    return { who: 'notice', code, text, ...(values && { values }) }
  }
  if (item.kind !== 'message' || item.role === 'system') return null
  const text = plain(heard(item))
  if (text !== '') return { who: item.role, text }
  if (item.role !== 'user') return null
  return { who: 'user', text: null, pending: item.parts.some(({ transcript }) => transcript === 'pending') }
}

const heard = ({ parts }: MessageItem): string => parts.map((part) => heardText(part).heard).join(' ')

/** On one line and without the signs of Markdown, which a caption does not render. */
function plain(text: string): string {
  const line = text
    .replace(/[*_`#>|]+/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  if (line.length <= MAX_CHARACTERS) return line
  const end = line.slice(-MAX_CHARACTERS)
  return `…${end.slice(end.indexOf(' ') + 1)}`
}
