import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { performance } from 'node:perf_hooks'
import { type WebSocket, WebSocketServer } from 'ws'
import type { SentServerEvent } from '../../src/shared/realtime/server-events'
import { exchangeOf } from './words'

/** A Realtime server that says what it is told to, as fast as it is told to. */
export interface StreamServer {
  readonly url: string
  /** Resolves when Parley has opened a session. */
  connected(): Promise<void>
  /** Puts finished turns into the conversation. */
  sendHistory(turns: number): void
  /** Streams an answer piece by piece; resolves when the last one is out. */
  streamAnswer(id: string, pieces: readonly string[], perSecond: number): Promise<void>
  close(): void
}

export async function startStreamServer(): Promise<StreamServer> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  const connection = new Promise<WebSocket>((resolve) => server.once('connection', resolve))
  let client: WebSocket | undefined
  void connection.then((socket) => {
    client = socket
    socket.on('message', (data: Buffer) => {
      if (data.includes('session.update')) send({ type: 'session.updated', session: { type: 'realtime' } })
    })
    send({ type: 'session.created', session: { type: 'realtime' } })
  })
  const send = (event: SentServerEvent): void => client?.send(JSON.stringify(event))
  let last: string | null = null

  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async connected() {
      await connection
    },
    sendHistory(turns) {
      for (let turn = 0; turn < turns; turn++) {
        const item = exchangeOf(turn)
        send({ type: 'conversation.item.added', item, previous_item_id: last })
        send({ type: 'conversation.item.done', item, previous_item_id: last })
        last = item.id
      }
    },
    async streamAnswer(id, pieces, perSecond) {
      const inResponse = { response_id: `response_of_${id}`, output_index: 0 }
      const inPart = { ...inResponse, item_id: id, content_index: 0 }
      const item = { id, type: 'message', role: 'assistant', status: 'in_progress', content: [] }
      const text = pieces.join('')
      send({ type: 'response.created', response: { id: inResponse.response_id, status: 'in_progress' } })
      send({ type: 'response.output_item.added', ...inResponse, item })
      send({ type: 'conversation.item.added', item, previous_item_id: last })
      send({ type: 'response.content_part.added', ...inPart, part: { type: 'output_text', text: '' } })
      await paced(pieces, perSecond, (delta) => send({ type: 'response.output_text.delta', ...inPart, delta }))
      const done = { ...item, status: 'completed', content: [{ type: 'output_text', text }] }
      send({ type: 'response.output_text.done', ...inPart, text })
      send({ type: 'response.content_part.done', ...inPart, part: { type: 'output_text', text } })
      send({ type: 'response.output_item.done', ...inResponse, item: done })
      send({ type: 'conversation.item.done', item: done, previous_item_id: last })
      send({ type: 'response.done', response: { id: inResponse.response_id, status: 'completed', output: [done] } })
      last = id
    },
    close() {
      client?.terminate()
      server.close()
    },
  }
}

/** Hands things on at a steady rate; what a late timer has missed is made up for at once. */
function paced<T>(things: readonly T[], perSecond: number, hand: (thing: T) => void): Promise<void> {
  const start = performance.now()
  let next = 0
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      const due = Math.min(things.length, Math.floor(((performance.now() - start) / 1000) * perSecond))
      for (const thing of things.slice(next, due)) hand(thing)
      next = due
      if (next < things.length) return
      clearInterval(timer)
      resolve()
    }, 1000 / perSecond)
  })
}
