import type { ClipName } from '../speech/clip-names'

/** What the demo says: the words, and how its voice says them. */
export interface Words {
  readonly words: string
  readonly clips: readonly ClipName[]
}

/** What one response is made of. */
export type Answer =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'speech'; readonly transcript: string; readonly samples: Int16Array }
  | { readonly kind: 'call'; readonly name: string; readonly arguments: string }
