import { type Item, messageText } from '../conversation/item'
import type { SearchHit } from './search'

/** What of an item can be searched. */
export interface ItemText {
  readonly speaker: SearchHit['speaker']
  readonly text: string
}

/** An item's words and who said them; null for what nobody said or called, such as notices. */
export function itemText(item: Item): ItemText | null {
  switch (item.kind) {
    case 'message':
      return { speaker: item.role === 'system' ? 'other' : item.role, text: messageText(item) }
    case 'function_call':
      return { speaker: 'other', text: `${item.name}\n${item.arguments}` }
    case 'function_output':
      return { speaker: 'other', text: item.output }
    case 'notice':
    case 'other':
      return null
  }
}
