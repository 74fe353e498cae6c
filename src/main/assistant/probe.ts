import { asFailure, Failure } from '../../shared/ipc/result'
import { isGreeting } from '../../shared/realtime/greeting'
import { serverRefusal } from '../../shared/realtime/server-refusal'
import type { Connection, Transport } from '../session/ports'

/**
 * Finds out whether a server opens a session, and hangs up.
 * @throws Failure saying what the server, or the way to it, had against it
 */
export async function probe(transport: Transport): Promise<void> {
  let connection: Connection | undefined
  try {
    await new Promise<void>((resolve, reject) => {
      connection = transport.connect({
        onFrame(frame) {
          if (frame.kind !== 'event') return
          if (isGreeting(frame.event)) resolve()
          if (frame.event.type === 'error') reject(asFailure(serverRefusal(frame.event.error)))
        },
        onAudioDropped: () => undefined,
        onWarning: () => undefined,
        onClose: (error) => reject(error ? asFailure(error) : new Failure('server.hung_up', 'The server hung up.')),
      })
    })
  } finally {
    await connection?.close()
  }
}
