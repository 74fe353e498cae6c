import type { Clock } from '../../../shared/clock'
import type { WireEvent } from '../../../shared/realtime/wire'
import { serverError } from '../errors'
import type { FaultAction } from './fault'
import type { FaultPlan } from './fault-plan'

/** What a connection needs of a WebSocket. */
export interface Socket {
  send(frame: string): void
  /** Says goodbye with a code. */
  close(code: number, reason: string): void
  /** Cuts the connection without a word. */
  terminate(): void
}

type Delivery = () => void

/** Half of a JSON object, as a broken proxy would send it. */
const MALFORMED_FRAME = '{"type":"response.done","response":{"id":'

/** The way out to one client: sends events in order, and lets the scripted faults happen on the way. */
export class Outbox {
  readonly #socket: Socket
  readonly #clock: Clock
  readonly #plan: FaultPlan
  readonly #newEventId: () => string
  #held: Delivery[] | null = null

  constructor(socket: Socket, clock: Clock, plan: FaultPlan, newEventId: () => string) {
    this.#socket = socket
    this.#clock = clock
    this.#plan = plan
    this.#newEventId = newEventId
  }

  /** Sends an event in the dialect of the wire, or keeps it while a stall lasts. */
  send(event: WireEvent): void {
    const frame = JSON.stringify(event)
    for (const action of this.#plan.next(event.type)) this.#act(action)
    this.#deliver(() => this.#socket.send(frame))
  }

  /** Closes the connection after everything that was sent. */
  close(code: number, reason: string): void {
    this.#deliver(() => this.#socket.close(code, reason))
  }

  #act(action: FaultAction): void {
    switch (action.kind) {
      case 'drop':
        this.#deliver(() => this.#socket.terminate())
        return
      case 'close':
        this.#deliver(() => this.#socket.close(action.code, action.reason))
        return
      case 'malformed':
        this.#deliver(() => this.#socket.send(MALFORMED_FRAME))
        return
      case 'error': {
        const error = { ...serverError(action.code, `A fault asked for the error '${action.code}'.`), event_id: null }
        const frame = JSON.stringify({ type: 'error', event_id: this.#newEventId(), error })
        this.#deliver(() => this.#socket.send(frame))
        return
      }
      case 'stall':
        this.#deliver(() => this.#stall(action.ms))
    }
  }

  #deliver(delivery: Delivery): void {
    if (this.#held) this.#held.push(delivery)
    else delivery()
  }

  #stall(ms: number): void {
    this.#held = []
    this.#clock.schedule(ms, () => {
      const held = this.#held ?? []
      this.#held = null
      for (const delivery of held) this.#deliver(delivery)
    })
  }
}
