/** What goes wrong. */
export type FaultAction =
  /** The connection is cut without a word, as when a network goes away. */
  | { readonly kind: 'drop' }
  /** The server says nothing for this long, then goes on where it was; nothing is lost. */
  | { readonly kind: 'stall'; readonly ms: number }
  /** A frame that is not JSON comes before the event. */
  | { readonly kind: 'malformed' }
  /** An `error` event with this code comes before the event. */
  | { readonly kind: 'error'; readonly code: string }
  /** The server closes the connection in place of the event. */
  | { readonly kind: 'close'; readonly code: number; readonly reason: string }

/** Something that goes wrong once in a server's life. */
export interface Fault {
  /** The type of a server event as it goes over the wire; `*` counts all of them. */
  readonly on: string
  /** Which of these events brings it about, counted over all connections from 1. */
  readonly nth: number
  readonly action: FaultAction
}
