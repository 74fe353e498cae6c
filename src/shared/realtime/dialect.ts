import type { WireEvent } from './wire'

export type DialectName = 'ga' | 'beta'

/**
 * A way of naming things on the wire. Inside Parley everything has GA names; a dialect translates at the edge, in both
 * directions and for both ends of the socket, since the loopback server speaks every dialect too.
 *
 * Translations rename and reshape; they never check, throw, or drop what they don't know.
 */
export interface Dialect {
  readonly name: DialectName
  /** Extra headers that a client of this dialect sends when it connects. */
  readonly headers: Readonly<Record<string, string>>
  /** A server's event in this dialect, to GA. */
  serverEventToGa(event: WireEvent): WireEvent
  /** A server's GA event, to this dialect; null when the dialect has no such event. */
  serverEventFromGa(event: WireEvent): WireEvent | null
  /** A client's event in this dialect, to GA. */
  clientEventToGa(event: WireEvent): WireEvent
  /** A client's GA event, to this dialect. */
  clientEventFromGa(event: WireEvent): WireEvent
}
