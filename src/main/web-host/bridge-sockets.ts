import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type RawData, WebSocket, WebSocketServer } from 'ws'
import type { Clock } from '../../shared/clock'
import type { RequestName } from '../../shared/ipc/contract'
import { type HostFrame, type RequestFrame, requestFrameSchema } from '../../shared/ipc/web-frames'
import type { Router } from '../ipc/router'

/** The longest request, in bytes: a typed turn may have 100,000 characters. */
const MAX_REQUEST_BYTES = 1024 * 1024
/** A tab that lets this many bytes wait is asleep; it will begin anew when it wakes. */
const MAX_WAITING_BYTES = 16 * 1024 * 1024
/** How long a tab may take to say goodbye, in milliseconds. */
const CLOSE_GRACE_MS = 250

const CLOSE_GOING_AWAY = 1001
const CLOSE_BAD_FRAME = 1008
const CLOSE_TOO_SLOW = 1013

/** Requests after which something is under way that ends with the tab. */
const using: ReadonlySet<string> = new Set<RequestName>(['talk.down', 'audio.test'])

/** The sockets of all open tabs: each may ask, all are told of every event. */
export class BridgeSockets {
  readonly #router: Router
  readonly #clock: Clock
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: MAX_REQUEST_BYTES, perMessageDeflate: false })
  readonly #unsubscribe: () => void
  /** The tab that holds the talk key down or tests the devices; only its going ends that. */
  #user: WebSocket | null = null

  constructor(router: Router, clock: Clock) {
    this.#router = router
    this.#clock = clock
    this.#unsubscribe = router.subscribe((name, payload) => this.#tellAll({ kind: 'event', name, payload }))
  }

  /** Takes over a connection whose right to be here has been checked. */
  accept(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    this.#server.handleUpgrade(request, stream, head, (socket) => {
      socket.on('error', () => socket.terminate())
      socket.on('close', () => {
        if (socket === this.#user) this.#router.windowGone()
      })
      socket.on('message', (data, isBinary) => this.#receive(socket, data, isBinary))
    })
  }

  /** Says goodbye to every tab; whoever doesn't answer is cut off. */
  async close(): Promise<void> {
    this.#unsubscribe()
    const closed = [...this.#server.clients].map((socket) => new Promise((resolve) => socket.once('close', resolve)))
    for (const socket of this.#server.clients) socket.close(CLOSE_GOING_AWAY, 'Parley is closing.')
    const cancel = this.#clock.schedule(CLOSE_GRACE_MS, () => {
      for (const socket of this.#server.clients) socket.terminate()
    })
    await Promise.all(closed)
    cancel()
  }

  #receive(socket: WebSocket, data: RawData, isBinary: boolean): void {
    const frame = isBinary ? null : parseRequest(textOf(data))
    if (!frame) {
      socket.close(CLOSE_BAD_FRAME, 'That was no request.')
      return
    }
    if (using.has(frame.name)) this.#user = socket
    void this.#router.handle(frame.name, frame.input).then((result) => {
      send(socket, JSON.stringify({ kind: 'answer', id: frame.id, result } satisfies HostFrame))
    })
  }

  #tellAll(frame: HostFrame): void {
    if (this.#server.clients.size === 0) return
    const text = JSON.stringify(frame)
    for (const socket of this.#server.clients) send(socket, text)
  }
}

function send(socket: WebSocket, text: string): void {
  if (socket.readyState !== WebSocket.OPEN) return
  if (socket.bufferedAmount > MAX_WAITING_BYTES) socket.close(CLOSE_TOO_SLOW, 'Too much is waiting.')
  else socket.send(text)
}

function parseRequest(text: string): RequestFrame | null {
  try {
    return requestFrameSchema.parse(JSON.parse(text))
  } catch {
    return null // the connection is closed with a code that says so
  }
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8')
  return (data instanceof ArrayBuffer ? Buffer.from(data) : data).toString('utf8')
}
