import type { Parsed } from './parse'
import type { WireEvent } from './wire'

/** Which way an event went: to the server, or from it. */
export type Direction = 'sent' | 'received'

/** Sees all that goes over a connection, as it is on the wire, in the server's dialect. */
export interface TrafficListener {
  sent(event: WireEvent): void
  received(frame: Parsed<WireEvent>): void
}
