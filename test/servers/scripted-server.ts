import { once } from 'node:events'
import { createServer } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import type { WireEvent } from '../../src/shared/realtime/wire'

/** What a server sends: an event, or the text of a frame that need not be one; a buffer is sent as a binary frame. */
export type Frame = object | string

export interface ScriptedServer {
  readonly url: string
  /** Everything that clients sent, but for sound. */
  readonly received: readonly WireEvent[]
  close(): Promise<void>
}

export interface Script {
  /** What is sent to a client that connects. */
  readonly greeting?: readonly Frame[]
  /** What is sent for a `session.update`; nothing if left out. */
  readonly settings?: readonly Frame[]
  /** What is sent for the first `response.create` (1), the second (2), and so on. */
  readonly answer: (turn: number) => Iterable<Frame>
  /** The server's key and certificate (PEM), where it speaks TLS. */
  readonly tls?: { readonly key: string; readonly cert: string }
}

/** A Realtime server that says what a test wants it to say. */
export async function startScriptedServer({
  greeting = [greetingEvent],
  settings = [],
  answer,
  tls,
}: Script): Promise<ScriptedServer> {
  const http = tls ? createSecureServer(tls) : createServer()
  const server = new WebSocketServer({ server: http })
  await once(http.listen(0, '127.0.0.1'), 'listening')
  const received: WireEvent[] = []
  let turns = 0
  server.on('connection', (socket) => {
    const send = (frame: Frame): void =>
      socket.send(typeof frame === 'string' || Buffer.isBuffer(frame) ? frame : JSON.stringify(frame))
    for (const frame of greeting) send(frame)
    socket.on('message', (data: Buffer) => {
      const event = JSON.parse(data.toString()) as WireEvent
      if (event.type !== 'input_audio_buffer.append') received.push(event)
      if (event.type === 'session.update') for (const frame of settings) send(frame)
      if (event.type === 'response.create') for (const frame of answer(++turns)) send(frame)
    })
  })
  return {
    url: `${tls ? 'wss' : 'ws'}://127.0.0.1:${(http.address() as AddressInfo).port}/v1/realtime`,
    received,
    async close() {
      for (const client of server.clients) client.terminate()
      await new Promise((resolve) => http.close(resolve))
    },
  }
}

const greetingEvent = { type: 'session.created', session: { type: 'realtime' } }

/** A whole answer of one text, with whatever comes between its start and its text. */
export function* answerWith(text: string, between: Iterable<Frame> = []): Iterable<Frame> {
  const response = { id: `response_${text}`, status: 'in_progress' }
  const part = { response_id: response.id, item_id: `item_${text}`, output_index: 0, content_index: 0 }
  yield { type: 'response.created', response }
  yield* between
  yield { type: 'response.output_text.delta', ...part, delta: text }
  yield { type: 'response.done', response: { ...response, status: 'completed' } }
}
