import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { performance } from 'node:perf_hooks'
import { type WebSocket, WebSocketServer } from 'ws'

interface ClientFrame {
  readonly type: string
  readonly audio?: string
  readonly audio_end_ms?: number
  readonly at: number
}

/** A Realtime server that says what a benchmark wants, when it wants it, and notes what comes and when. */
export class ScriptedServer {
  readonly #server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  readonly #frames: ClientFrame[] = []
  #socket: WebSocket | null = null
  #waiting: (() => void)[] = []
  #answers = 0

  constructor() {
    this.#server.on('connection', (socket) => {
      this.#socket = socket
      socket.on('message', (data: Buffer) => {
        this.#frames.push({ ...(JSON.parse(data.toString()) as ClientFrame), at: performance.now() })
        for (const check of this.#waiting.splice(0)) check()
      })
      this.send({ type: 'session.created', session: { type: 'realtime' } })
    })
  }

  async url(): Promise<string> {
    if (!this.#server.address()) await once(this.#server, 'listening')
    return `ws://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`
  }

  send(event: object): void {
    this.#socket?.send(JSON.stringify(event))
  }

  /** Sends an answer, all at once as servers nearly do. @returns When its first sound was sent. */
  answer(samples: Int16Array, { done = true } = {}): number {
    this.#answers += 1
    const ids = { response_id: `response_${this.#answers}`, item_id: `item_${this.#answers}` }
    const part = { ...ids, output_index: 0, content_index: 0 }
    this.send({ type: 'response.created', response: { id: part.response_id } })
    const at = performance.now()
    for (let from = 0; from < samples.length; from += 2400)
      this.send({
        type: 'response.output_audio.delta',
        ...part,
        delta: Buffer.from(samples.slice(from, from + 2400).buffer).toString('base64'),
      })
    if (done) {
      this.send({ type: 'response.output_audio.done', ...part })
      this.send({ type: 'response.done', response: { id: part.response_id, status: 'completed', output: [] } })
    }
    return at
  }

  /** The next frame of a type that came after a moment. */
  async frame(type: string, after: number): Promise<ClientFrame> {
    for (;;) {
      const found = this.#frames.find((frame) => frame.type === type && frame.at > after)
      if (found) return found
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
  }

  /** All sound that came between two moments, 24 kHz mono. */
  heard(from: number, to: number): Int16Array {
    const sounds = this.#frames.filter(({ audio, at }) => audio !== undefined && at >= from && at <= to)
    const bytes = Buffer.concat(sounds.map(({ audio }) => Buffer.from(audio ?? '', 'base64')))
    return new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))
  }

  close(): void {
    this.#server.close()
  }
}
