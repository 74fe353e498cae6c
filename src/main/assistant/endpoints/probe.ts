import type { Clock } from '../../../shared/clock'
import { asFailure, Failure } from '../../../shared/ipc/result'
import { errorName, isFinalError } from '../../../shared/realtime/error-codes'
import { isGreeting } from '../../../shared/realtime/greeting'
import { learnFromSession } from '../../../shared/realtime/learn-from-session'
import { withoutRefused } from '../../../shared/realtime/refused-setting'
import { abilitiesOf, type Agreement, type ServerAbilities } from '../../../shared/realtime/server-abilities'
import type { ServerEvent } from '../../../shared/realtime/server-events'
import { serverRefusal } from '../../../shared/realtime/server-refusal'
import { type SessionSettings, toSessionUpdate } from '../../../shared/realtime/session-config'
import type { WireError } from '../../../shared/realtime/wire'
import type { Connection, Transport } from '../../ports/session'

/** How long a server may take to greet, in milliseconds. With the close, which takes up to 2 s, a test takes 10 s at most. */
const GREETING_MS = 5_000
/** How long it may take to answer all updates of the settings; silence proves nothing. */
const SETTINGS_MS = 2_500
/** How often settings are sent again without what was refused. */
const MAX_UPDATES = 4

/**
 * Finds out whether a server opens a session and what it supports, and hangs up; takes at most ten seconds.
 * @param settings what a session on it is to be like, with what is known of the server
 * @throws Failure `endpoint.silent`, or what the server, or the way to it, had against it
 */
export async function probe(transport: Transport, settings: SessionSettings, clock: Clock): Promise<ServerAbilities> {
  const test = new ConnectionTest(transport, settings, clock)
  try {
    return await test.result
  } finally {
    await test.close()
  }
}

class ConnectionTest {
  readonly result: Promise<ServerAbilities>
  readonly #connection: Connection
  #settings: SessionSettings
  #agreement: Agreement | null = null
  #phase: 'greeting' | 'settings' | 'over' = 'greeting'
  #updates = 0
  #resolve: (abilities: ServerAbilities) => void = () => undefined
  #reject: (failure: Failure) => void = () => undefined
  #cancelTimer: () => void

  constructor(transport: Transport, settings: SessionSettings, clock: Clock) {
    // Push-to-talk asks the server to do without its detector, which not every server can.
    this.#settings = { ...settings, mode: settings.server.manualTurns ? 'ptt' : 'server_vad' }
    this.result = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
    this.#cancelTimer = clock.schedule(GREETING_MS, () => this.#fail(new Failure('endpoint.silent')))
    this.#connection = transport.connect({
      onFrame: (frame) => {
        if (frame.kind !== 'event') return
        if (this.#phase === 'greeting' && isGreeting(frame.event)) {
          this.#phase = 'settings'
          this.#cancelTimer()
          this.#cancelTimer = clock.schedule(SETTINGS_MS, () => this.#finish())
          this.#update()
        } else this.#follow(frame.event)
      },
      onAgreed: (agreement) => {
        this.#agreement = agreement
      },
      onAudioDropped: () => undefined,
      onWarning: () => undefined,
      onClose: (error) => this.#fail(error ? asFailure(error) : new Failure('server.hung_up')),
    })
  }

  close(): Promise<void> {
    return this.#connection.close()
  }

  #follow(event: ServerEvent): void {
    if (event.type === 'error') this.#refused(event.error)
    if (event.type !== 'session.updated' || this.#phase !== 'settings') return
    this.#settings = learnFromSession(this.#settings, event.session)
    this.#finish()
  }

  /** Before the greeting an error ends the test; after it, it says what the server doesn't know. */
  #refused(error: WireError): void {
    if (this.#phase === 'greeting' || isFinalError(errorName(error))) {
      this.#fail(asFailure(serverRefusal(error)))
      return
    }
    const without = withoutRefused(this.#settings, error)
    if (!without) return
    const { manualTurns } = without.settings.server
    this.#settings = { ...without.settings, mode: manualTurns ? 'ptt' : 'server_vad' }
    if (this.#updates < MAX_UPDATES) this.#update()
    else this.#finish()
  }

  #update(): void {
    this.#updates += 1
    this.#connection.send({ ...toSessionUpdate(this.#settings), event_id: `test_${this.#updates}` })
  }

  #finish(): void {
    if (this.#agreement) this.#resolve(abilitiesOf(this.#settings, this.#agreement))
    else this.#fail(new Failure('endpoint.silent'))
    this.#end()
  }

  #fail(failure: Failure): void {
    this.#reject(failure)
    this.#end()
  }

  #end(): void {
    this.#phase = 'over'
    this.#cancelTimer()
  }
}
