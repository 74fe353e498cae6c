import type { Clock } from '../../shared/clock'
import { clientEventSchemas } from '../../shared/realtime/client-events'
import type { Dialect } from '../../shared/realtime/dialect'
import { isWireEvent } from '../../shared/realtime/parse'
import type { WireEvent } from '../../shared/realtime/wire'
import type { WireRates } from './audio/wire-rate'
import { check } from './check'
import { invalidRequest, type ProtocolError, serverError, unsupportedValue } from './errors'
import { type FaultPlan } from './faults/fault-plan'
import { Outbox, type Socket } from './faults/outbox'
import type { NewId } from './ids'
import type { Pace } from './responses/output'
import { ScopedClock } from './scoped-clock'
import { Session } from './session'
import type { Voice } from './speech/clips'
import { supportedEvents } from './supported-events'

export interface ConnectionOptions {
  readonly socket: Socket
  readonly dialect: Dialect
  readonly clock: Clock
  readonly newId: NewId
  readonly voice: Voice
  readonly pace: Pace
  readonly rates: WireRates
  readonly faults: FaultPlan
  readonly model: string
  readonly sessionCapMs: number
  /** Gets what should never have been thrown. */
  readonly onDefect: (thrown: unknown) => void
}

const MINUTE_MS = 60_000
/** Going away (RFC 6455): what OpenAI's server closes a session with that got too old. */
const CLOSE_EXPIRED = 1001

/** One client: reads its frames in its dialect, and keeps whatever goes wrong to this connection. */
export class Connection {
  readonly #options: ConnectionOptions
  readonly #clock: ScopedClock
  readonly #outbox: Outbox
  readonly #session: Session

  constructor(options: ConnectionOptions) {
    const { socket, clock, newId, faults, sessionCapMs, dialect } = options
    this.#options = options
    this.#clock = new ScopedClock(clock, (thrown) => this.#onDefect(thrown))
    this.#outbox = new Outbox(socket, this.#clock, faults, () => newId('event'))
    this.#session = new Session({
      ...options,
      clock: this.#clock,
      dialect: dialect.name,
      id: newId('sess'),
      expiresAtMs: clock.wallTime() + sessionCapMs,
      send: (event) => this.#send(event),
    })
  }

  /** Greets the client; the session's time runs from here. */
  start(): void {
    this.#clock.schedule(this.#options.sessionCapMs, () => this.#expire())
    this.#session.start()
  }

  /** Takes a text frame from the client; whatever it holds, nothing is thrown. */
  receive(frame: string): void {
    try {
      this.#carryOut(frame)
    } catch (thrown) {
      this.#onDefect(thrown)
    }
  }

  /** The socket is closed: all that was to come is off. */
  end(): void {
    this.#clock.end()
  }

  #carryOut(frame: string): void {
    const raw = parseJson(frame)
    if (!isWireEvent(raw)) {
      const message = raw === undefined ? 'The event is not valid JSON.' : "The 'type' field is missing."
      this.#sendError(invalidRequest('invalid_event', message), eventIdOf(raw))
      return
    }
    const problem = this.#dispatch(this.#options.dialect.clientEventToGa(raw))
    if (problem) this.#sendError(problem, eventIdOf(raw))
  }

  #dispatch(event: WireEvent): ProtocolError | null {
    const schema = clientEventSchemas.get(event.type)
    if (!schema) return unsupportedValue(event.type, supportedEvents, 'type')
    const checked = check(schema, event, '')
    return checked.ok ? this.#session.handle(checked.value) : checked.error
  }

  #sendError(error: ProtocolError, causedBy: string | null): void {
    this.#send({ type: 'error', error: { ...error, event_id: causedBy } })
  }

  #send(event: WireEvent): void {
    const { type, ...fields } = event
    const wire = this.#options.dialect.serverEventFromGa({ type, event_id: this.#options.newId('event'), ...fields })
    if (wire) this.#outbox.send(wire)
  }

  #expire(): void {
    const minutes = Math.round(this.#options.sessionCapMs / MINUTE_MS)
    const message = `Your session hit the maximum duration of ${minutes} minutes.`
    this.#sendError(invalidRequest('session_expired', message), null)
    this.#outbox.close(CLOSE_EXPIRED, message)
  }

  #onDefect(thrown: unknown): void {
    this.#options.onDefect(thrown)
    this.#sendError(serverError('internal_error', 'The server had an error while processing your request.'), null)
  }
}

function parseJson(frame: string): unknown {
  try {
    return JSON.parse(frame)
  } catch {
    return undefined // the client gets an error event
  }
}

const eventIdOf = (raw: unknown): string | null =>
  typeof raw === 'object' && raw !== null && 'event_id' in raw && typeof raw.event_id === 'string' ? raw.event_id : null
