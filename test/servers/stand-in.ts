import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import { isFields } from '../../src/shared/realtime/dialects/fields'
import type { WireEvent } from '../../src/shared/realtime/wire'

/** A kind of server, as it behaves towards one client. */
export interface StandIn {
  /** What a client gets that connects. */
  greet(): void
  /** Reacts to what the client sends. */
  receive(event: WireEvent): void
  close(): void
}

export type Say = (...events: readonly object[]) => void

export interface RunningStandIn {
  readonly url: string
  /** Everything that clients sent, but for sound. */
  readonly received: readonly WireEvent[]
  close(): Promise<void>
}

/** Runs a stand-in for a server on this machine; every client gets one of its own. */
export async function startStandIn(create: (say: Say) => StandIn): Promise<RunningStandIn> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  const received: WireEvent[] = []
  server.on('connection', (socket) => {
    const standIn = create((...events) => {
      for (const event of events) if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(event))
    })
    standIn.greet()
    socket.on('message', (data: Buffer) => {
      const event = JSON.parse(data.toString()) as WireEvent
      if (event.type !== 'input_audio_buffer.append') received.push(event)
      standIn.receive(event)
    })
    socket.on('close', () => standIn.close())
  })
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/v1/realtime`,
    received,
    async close() {
      for (const client of server.clients) client.terminate()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** What a value holds under a path of names. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((inside, name) => (isFields(inside) ? inside[name] : undefined), value)
}
