import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import type { Clock } from '../../shared/clock'
import type { DialectName } from '../../shared/realtime/dialect'
import { dialects } from '../../shared/realtime/dialects'
import { loadWireRates } from './audio/wire-rate'
import { Connection } from './connection'
import { invalidRequest, type ProtocolError } from './errors'
import type { Fault } from './faults/fault'
import { FaultPlan } from './faults/fault-plan'
import { judge, REALTIME_PATH, SUBPROTOCOL } from './handshake'
import { idsFrom } from './ids'
import type { Pace } from './responses/output'
import { DEFAULT_MODEL } from './settings/session-settings'
import { loadVoice } from './speech/clips'

export interface DemoServerOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number
  readonly dialect: DialectName
  readonly clock: Clock
  /** The directory that holds `demo/*.wav`. */
  readonly resourcesDirectory: string
  /** How long a session may last, in milliseconds; OpenAI's 60 minutes when left out. */
  readonly sessionCapMs?: number
  /** What is to go wrong. */
  readonly faults?: readonly Fault[]
  /** The rate at which sound comes and goes, in hertz; 24 kHz when left out, and that can be asked for in any case. */
  readonly rate?: number
  /** How fast answers go out; five times as fast as they are spoken when left out. */
  readonly pace?: Pace
  /** Gets what a connection threw and should not have; it goes on, and so do all others. */
  readonly onDefect?: (thrown: unknown) => void
}

export interface DemoServer {
  /** `ws://127.0.0.1:PORT/v1/realtime`; clients add `?model=`. */
  readonly url: string
  readonly port: number
  /** Closes every connection and frees the port. May be called twice. */
  close(): Promise<void>
}

const LOOPBACK = '127.0.0.1'
const SESSION_CAP_MS = 60 * 60_000
const PACE: Pace = { chunkMs: 100, intervalMs: 20 }
/** More than 15 MiB of audio in base64, so that too long an append gets an error event and not a dead socket. */
const MAX_FRAME_BYTES = 64 * 1024 * 1024
/** How long a client may take to say goodbye. */
const CLOSE_GRACE_MS = 250
const CLOSE_GOING_AWAY = 1001
/** The close code with which OpenAI's server sends clients of the beta away. */
const CLOSE_OUTDATED = 4000

const outdated = invalidRequest(
  'beta_api_shape_disabled',
  'The Realtime Beta API is no longer supported. Please use /v1/realtime for the GA API.',
)

/**
 * Starts a Realtime server on the loopback interface: OpenAI's protocol, and a mirror in the place of the model.
 * @throws Failure `demo.bad_clip` when its voice can't be loaded; Node's own error when the port can't be had
 */
export async function startDemoServer(options: DemoServerOptions): Promise<DemoServer> {
  const voice = await loadVoice(options.resourcesDirectory)
  const rates = await loadWireRates(options.rate)
  const { clock, pace = PACE, sessionCapMs = SESSION_CAP_MS, onDefect = () => undefined } = options
  const newId = idsFrom(() => randomBytes(9).toString('hex'))
  const faults = new FaultPlan(options.faults ?? [])
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_FRAME_BYTES,
    handleProtocols: (offered) => (offered.has(SUBPROTOCOL) ? SUBPROTOCOL : false),
  })

  const serve = (socket: WebSocket, model: string): void => {
    const dialect = dialects[options.dialect]
    const connection = new Connection({
      socket,
      dialect,
      clock,
      newId,
      voice,
      pace,
      rates,
      faults,
      model,
      sessionCapMs,
      onDefect,
    })
    socket.on('message', (data) => connection.receive(toText(data)))
    socket.on('close', () => connection.end())
    connection.start()
  }

  const server = createServer((request, response) => {
    const onPath = judge(request, options.dialect).kind === 'accepted'
    response.writeHead(onPath ? 426 : 404, { 'content-type': 'application/json' })
    response.end(errorBody(invalidRequest('not_found', `Connect a WebSocket to ${REALTIME_PATH}.`)))
  })
  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', () => stream.destroy())
    const handshake = judge(request, options.dialect)
    if (handshake.kind === 'refused') {
      refuse(stream, handshake.status, errorBody(invalidRequest(handshake.code, handshake.message)))
      return
    }
    sockets.handleUpgrade(request, stream, head, (socket) => {
      socket.on('error', () => socket.terminate())
      if (handshake.outdated) sendAway(socket, newId('event'))
      else serve(socket, handshake.model ?? DEFAULT_MODEL)
    })
  })

  const port = await listen(server, options.port ?? 0)
  let closing: Promise<void> | null = null
  return {
    url: `ws://${LOOPBACK}:${port}${REALTIME_PATH}`,
    port,
    close: () => (closing ??= shutDown(server, sockets, clock)),
  }
}

function sendAway(socket: WebSocket, eventId: string): void {
  socket.send(JSON.stringify({ type: 'error', event_id: eventId, error: { ...outdated, event_id: null } }))
  socket.close(CLOSE_OUTDATED, `${outdated.type}.${outdated.code}`)
}

function refuse(stream: Duplex, status: number, body: string): void {
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'Connection: close',
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ]
  stream.end(`${lines.join('\r\n')}\r\n\r\n${body}`)
}

const errorBody = (error: ProtocolError): string => JSON.stringify({ error })

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, LOOPBACK, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })

async function shutDown(server: Server, sockets: WebSocketServer, clock: Clock): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  for (const socket of sockets.clients) socket.close(CLOSE_GOING_AWAY, 'The server is shutting down.')
  const cancel = clock.schedule(CLOSE_GRACE_MS, () => {
    for (const socket of sockets.clients) socket.terminate()
  })
  server.closeIdleConnections()
  await closed
  cancel()
}

function toText(data: Buffer | ArrayBuffer | Buffer[]): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8')
  return (data instanceof ArrayBuffer ? Buffer.from(data) : data).toString('utf8')
}
