import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { WebSocketServer, type WebSocket } from 'ws'
import type { WireEvent } from '../../src/shared/realtime/wire'
import { answerWith, type Frame } from './scripted-server'

export interface FloodingServer {
  readonly url: string
  /** The longest time that a client was busy with ten frames, in milliseconds. */
  readonly longestStallMs: number
  close(): Promise<void>
}

/** How many frames are sent before the client has to show that it is still there. */
const atOnce = 10

/**
 * A server that sends many frames in the midst of the first answer, as fast as the client can take them. Each answer says
 * which one it is: "Answer 1", "Answer 2".
 * @param onProgress told after every tenth frame how many were sent; what it does is waited for
 */
export async function startFloodingServer(
  flood: readonly string[],
  onProgress: (sent: number) => Promise<void>,
): Promise<FloodingServer> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  let longestStallMs = 0
  let turns = 0

  async function sendAll(socket: WebSocket): Promise<void> {
    for (let sent = 0; sent < flood.length; sent += atOnce) {
      const began = performance.now()
      for (const frame of flood.slice(sent, sent + atOnce)) socket.send(frame)
      // A client answers a ping after everything that came before it.
      const answered = once(socket, 'pong')
      socket.ping()
      await answered
      longestStallMs = Math.max(longestStallMs, performance.now() - began)
      await onProgress(sent + atOnce)
    }
  }

  async function answer(socket: WebSocket, turn: number): Promise<void> {
    const send = (frame: Frame): void => socket.send(JSON.stringify(frame))
    const [created, ...rest] = answerWith(`Answer ${turn}`)
    if (created !== undefined) send(created)
    if (turn === 1) await sendAll(socket)
    for (const frame of rest) send(frame)
  }

  server.on('connection', (socket) => {
    socket.send(JSON.stringify({ type: 'session.created', session: { type: 'realtime' } }))
    socket.on('message', (data: Buffer) => {
      const { type } = JSON.parse(data.toString()) as WireEvent
      if (type === 'response.create') void answer(socket, ++turns)
    })
  })
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/v1/realtime`,
    get longestStallMs() {
      return longestStallMs
    },
    async close() {
      for (const client of server.clients) client.terminate()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
