import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import type { WireEvent } from '../../src/shared/realtime/wire'

export interface EchoServer {
  readonly url: string
  /** Everything that came, but for sound; an append without any is none. */
  readonly received: readonly WireEvent[]
  /** The bytes of every turn that was committed. */
  readonly turns: readonly Buffer[]
  /** Says an answer that nobody asked for, in these deltas. */
  say(...deltas: readonly { readonly delta: string }[]): void
  close(): Promise<void>
}

export interface EchoOptions {
  /** The `session` of the greeting. */
  readonly session?: object
  /** The `session` of the answer to an update; none is sent when it is left out. */
  readonly updated?: object
  /** Bytes in one delta. */
  readonly chunkBytes?: number
  /** What is said in place of the turn's own bytes. */
  readonly answer?: Buffer
}

/** A server that says the bytes that it got back, in whatever format they are: it knows nothing of sound. */
export async function startEchoServer(options: EchoOptions = {}): Promise<EchoServer> {
  const { session = {}, updated, chunkBytes = 3_201, answer } = options
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  const received: WireEvent[] = []
  const turns: Buffer[] = []
  let heard: Buffer[] = []
  let answers = 0

  const send = (event: WireEvent): void => {
    for (const socket of server.clients) socket.send(JSON.stringify(event))
  }
  const say: EchoServer['say'] = (...deltas) => {
    answers += 1
    const response = { id: `response_${answers}`, status: 'completed' }
    const part = { response_id: response.id, item_id: `item_${answers}`, output_index: 0, content_index: 0 }
    send({ type: 'response.created', response })
    for (const delta of deltas) send({ type: 'response.output_audio.delta', ...part, ...delta })
    send({ type: 'response.output_audio.done', ...part })
    send({ type: 'response.done', response })
  }
  const handle = (event: WireEvent): void => {
    if (event.type === 'input_audio_buffer.append' && event.audio !== '') {
      heard.push(Buffer.from(String(event.audio), 'base64'))
      return
    }
    received.push(event)
    if (event.type === 'session.update' && updated) send({ type: 'session.updated', session: updated })
    if (event.type === 'input_audio_buffer.commit') {
      turns.push(Buffer.concat(heard))
      heard = []
    }
    if (event.type === 'response.create') say(...cut(answer ?? turns.at(-1) ?? Buffer.alloc(0), chunkBytes))
  }
  server.on('connection', (socket) => {
    socket.on('message', (data: Buffer) => handle(JSON.parse(data.toString()) as WireEvent))
    send({ type: 'session.created', session })
  })
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/v1/realtime`,
    received,
    turns,
    say,
    async close() {
      for (const socket of server.clients) socket.terminate()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const cut = (bytes: Buffer, length: number): { delta: string }[] =>
  Array.from({ length: Math.ceil(bytes.length / length) }, (_, index) => ({
    delta: bytes.subarray(index * length, (index + 1) * length).toString('base64'),
  }))
